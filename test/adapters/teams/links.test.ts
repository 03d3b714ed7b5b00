import { expect, test } from 'vitest'
import { linkTo } from '../../../adapters/teams/links.ts'
import { referenceOf } from '../../../adapters/teams/reference.ts'
import { appId, tenantId } from '../../support/teams/wire.ts'

const serviceUrl = 'https://smba.example.com/'
const one = { appId, allowedTenants: [tenantId] }
const at = (conversation: string) => referenceOf({ serviceUrl, conversation, activity: '1648741500652' })
const linkIn = (conversation: string) => linkTo(at(conversation), one)

test('given a message in a group chat or a channel, then the address opens that message', () => {
  expect(linkIn('19:c6d70e39@thread.v2')).toBe(
    `https://teams.microsoft.com/l/message/19%3Ac6d70e39%40thread.v2/1648741500652?tenantId=${tenantId}&context=%7B%22contextType%22%3A%22chat%22%7D`,
  )
  const inChannel = `https://teams.microsoft.com/l/message/19%3A3997a8@thread.tacv2/1648741500652?tenantId=${tenantId}&parentMessageId=1648741500652`
  for (const channel of ['19:3997a8@thread.tacv2', '19:3997a8@thread.tacv2;messageid=1'])
    expect(linkIn(channel)).toBe(inChannel.replace('@', '%40'))
})

test('given a person’s own conversation with the bot, whose id no such address takes, then it opens the conversation', () => {
  expect(linkIn('a:1pL6i0oY3C0K8oAj8')).toBe(
    `https://teams.microsoft.com/l/chat/0/0?tenantId=${tenantId}&users=28%3A${appId}`,
  )
})

test('given several tenants, then the address names none; given a message of another chat, then there is none', () => {
  const two = { appId, allowedTenants: [tenantId, 'bbbbbbbb-0000-4000-8000-000000000002'] }
  expect(linkTo(at('a:x'), two)).not.toContain('tenantId')
  expect(linkTo(JSON.stringify({ channel: 'D1', ts: '1.2' }), one)).toBeNull()
})
