import { expect, test } from 'vitest'
import { activitySchema, admit } from '../../../adapters/teams/payload.ts'

const tenant = '4d7c0b0e-6f5a-4f0a-9a64-0f7a3f3b2c11'
const account = '7a1f3f52-9d0f-4c53-8f49-1f3d1ff1f7aa'

function personalWhere(conversation: object): boolean | null {
  const activity = activitySchema.parse({
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:1', aadObjectId: account },
    conversation,
    channelData: { tenant: { id: tenant } },
  })
  const admission = admit(activity, [tenant])
  return admission.ok ? admission.origin.personal : null
}

test.each([
  ['of one person and the bot', { id: 'a:1', conversationType: 'personal' }, true],
  ['of a group', { id: '19:1@thread.v2', conversationType: 'groupChat' }, false],
  ['of a channel', { id: '19:1@thread.tacv2', conversationType: 'channel' }, false],
  ['of no named type with a person’s id', { id: 'a:1' }, true],
  ['of no named type with the id of a chat that several read', { id: '19:1@thread.v2' }, false],
  ['of a null type with the id of a channel', { id: '19:1@thread.tacv2', conversationType: null }, false],
])(
  'given a conversation %s, when something arrives from it, then private things are written there only if it is private',
  (_name, conversation, personal) => {
    expect(personalWhere(conversation)).toBe(personal)
  },
)
