import { describe, expect, test } from 'vitest'
import { openDirect } from '../../adapters/sandbox/slack-server/workspace.ts'
import { Person, type Stack, saying, startStack } from '../support/stack/index.ts'

async function unchanged({ database }: Stack, number: number): Promise<boolean> {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).length === 1
}

describe('given a card in a channel of Slack that somebody sees who may not decide', () => {
  test('when it is a stranger of another organisation in a shared channel, then they are outside', async () => {
    const stack = await startStack()
    const { mara, slack } = stack
    const { workspace } = slack.server
    const account = workspace.accounts.get(mara.user)
    if (account === undefined) throw new Error('nobody')
    const user = 'U0STRANGER'
    workspace.accounts.set(user, {
      ...account,
      id: user,
      handle: 'sam',
      name: 'Sam Okafor',
      email: 'sam@example.com',
    })
    openDirect(workspace, user)
    const profile = {
      id: user,
      team_id: 'T0ELSEWHERE',
      is_stranger: true,
      name: 'sam',
      // An address that belongs to a reviewer here does not make a stranger the reviewer.
      profile: { email: 'sam@example.com', display_name: 'Sam Okafor' },
    }
    slack.answers('users.info', (args) => (args.user === user ? { ok: true, user: profile } : null))
    const stranger = new Person(user, 'A stranger', slack.client)
    stack.bringsToChannel(stranger)
    const post = await mara.asksForPost()
    expect(await stranger.presses(post, 'approve', { on: stranger.channelCardOf(post) })).toMatchObject(
      saying('Not possible from outside'),
    )
    // In a shared channel Slack also names the stranger's own workspace in the payload.
    const click = slack.lastDelivery('block_actions choice:approve')
    slack.pardons(/exchanged_trigger_id|user_not_in_channel/)
    await slack.delivers({ ...click, user: { id: user, team_id: 'T0ELSEWHERE' } }, { as: 'interaction' })
    await stack.settle()
    expect(await unchanged(stack, post)).toBe(true)
  })

  test('when it is a bot, then only people decide', async () => {
    const stack = await startStack()
    const { mara, relaybot } = stack
    stack.bringsToChannel(relaybot)
    const post = await mara.asksForPost()
    const pressed = relaybot.presses(post, 'approve', { on: relaybot.channelCardOf(post) })
    expect(await pressed).toMatchObject(saying('Only people can do this'))
    expect(await unchanged(stack, post)).toBe(true)
  })
})
