import { describe, expect, test } from 'vitest'
import { channels, legalUserGroup } from '../../adapters/sandbox/organisation.ts'
import { openDirect } from '../../adapters/sandbox/slack-server/workspace.ts'
import { Person, type Stack, saying, startStack, verbs } from '../support/stack/index.ts'

/** Puts somebody into the channel of security, where the group's card is. */
function inChannel({ slack }: Stack, user: string): void {
  slack.server.workspace.conversations.get(channels.security)?.members.push(user)
}

async function unchanged({ database }: Stack, number: number): Promise<boolean> {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).length === 1
}

describe('given a card that somebody sees who may not decide', () => {
  test('when it is the requester, a member of the group, then they cannot decide on their own request', async () => {
    const stack = await startStack()
    const { noor, sam } = stack
    const post = await noor.asksForPost()
    expect(verbs(noor.sees(post))).toEqual(['revise', 'withdraw'])
    const card = noor.channelCardOf(post)
    expect(await noor.presses(post, 'approve', { on: card })).toMatchObject(
      saying('This is your own request'),
    )
    expect(await unchanged(stack, post)).toBe(true)
    await sam.approves(post)
  })

  test('when it is somebody of another department, then they are told whom to ask', async () => {
    const stack = await startStack()
    const { mara, tom } = stack
    inChannel(stack, tom.user)
    const post = await mara.asksForPost()
    const card = tom.channelCardOf(post)
    expect(await tom.presses(post, 'reject', { on: card })).toMatchObject(
      saying('Nicht Mitglied dieser Gruppe'),
    )
    // Unpublished content is not for everybody in the workspace either.
    await tom.closes()
    expect(await tom.presses(post, 'details', { on: card })).toMatchObject(saying('Nicht Mitglied'))
    expect(await unchanged(stack, post)).toBe(true)
  })

  test('when it is a guest, then guests can neither ask nor decide', async () => {
    const stack = await startStack()
    const { mara, gita } = stack
    inChannel(stack, gita.user)
    const post = await mara.asksForPost()
    expect(await gita.presses(post, 'approve', { on: gita.channelCardOf(post) })).toMatchObject(
      saying('Not possible as a guest'),
    )
    await gita.closes()
    for (const way of ['post', 'channel', 'mine'])
      expect(await gita.commands(way)).toMatchObject(saying('Not possible as a guest'))
    expect(await unchanged(stack, post)).toBe(true)
  })

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
    inChannel(stack, user)
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
    inChannel(stack, relaybot.user)
    const post = await mara.asksForPost()
    const pressed = relaybot.presses(post, 'approve', { on: relaybot.channelCardOf(post) })
    expect(await pressed).toMatchObject(saying('Only people can do this'))
    expect(await unchanged(stack, post)).toBe(true)
  })

  test('when their account was deactivated meanwhile, then an open form and an old button record nothing', async () => {
    const stack = await startStack()
    const { mara, sam, noor, slack } = stack
    const post = await mara.asksForPost()
    const card = sam.sees(post)
    await sam.presses(post, 'approve')
    slack.changes(sam.user, { kind: 'deactivated' })
    expect(await sam.sends({})).toMatchObject(saying('Your account is deactivated'))
    await sam.closes()
    expect(await sam.presses(post, 'reject', { on: card })).toMatchObject(
      saying('Your account is deactivated'),
    )
    expect(verbs(sam.sees(post))).toEqual([])
    expect(await unchanged(stack, post)).toBe(true)
    await noor.approves(post)
  })

  test('when they were taken out of the user group after the card came, then the click is refused, and the card loses its buttons', async () => {
    const stack = await startStack()
    const { mara, lena, oskar, slack } = stack
    const post = await mara.asksForPost()
    const card = lena.sees(post)
    await lena.presses(post, 'approve')
    slack.answers('usergroups.users.list', ({ usergroup }) =>
      usergroup === legalUserGroup ? { ok: true, users: [oskar.user] } : null,
    )
    expect(await lena.sends({})).toMatchObject(saying('Nicht Mitglied dieser Gruppe'))
    expect(await unchanged(stack, post)).toBe(true)
    await lena.closes()
    expect(verbs(lena.sees(post))).toEqual([])
    const pressed = lena.presses(post, 'approve', { on: card })
    expect(await pressed).toMatchObject(saying('Nicht Mitglied dieser Gruppe'))
    await oskar.approves(post)
    expect(mara.sees(post).headline).toContain('is waiting for Security')
  })

  test('when they were added to the group after the request, then they decide from the channel or their overview', async () => {
    const stack = await startStack()
    const { mara, tom, lena, slack, clock } = stack
    const post = await mara.asksForPost()
    slack.answers('usergroups.users.list', () => ({ ok: true, users: [lena.user, tom.user] }))
    // Lists that only show things are kept for five minutes.
    await clock.passes('6m')
    expect(await tom.commands('mine')).toMatchObject(saying(`Beitrag #${post} braucht Ihre Entscheidung`))
    await tom.pressesInDialog('open')
    await tom.pressesInDialog('approve')
    expect(await tom.sends({})).toEqual({ outcome: 'done' })
    expect(mara.sees(post).text).toContain('Tom Berger')
  })

  test('when somebody is in two groups, then the second decision is refused', async () => {
    const stack = await startStack()
    const { mara, sam, lena, slack, clock } = stack
    slack.answers('usergroups.users.list', () => ({ ok: true, users: [lena.user, sam.user] }))
    // Lists for drawing are kept for five minutes.
    await clock.passes('6m')
    const post = await mara.asksForPost()
    const card = sam.sees(post)
    await sam.approves(post, {}, { subject: 'security' })
    expect(verbs(sam.sees(post))).toEqual([])
    expect(await sam.presses(post, 'approve', { on: card, subject: 'legal' })).toMatchObject(
      saying('You have decided for another group'),
    )
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is approved')
  })
})

describe('given that Slack cannot say who somebody is', () => {
  test('when users.info fails at a click, then it is refused with the offer to try again, and later it works', async () => {
    const stack = await startStack()
    const { mara, lena, slack } = stack
    const post = await mara.asksForPost()
    slack.breaks('users.info')
    expect(await lena.presses(post, 'approve')).toMatchObject(
      saying('Bitte versuchen Sie es in einer Minute wieder'),
    )
    expect(await unchanged(stack, post)).toBe(true)
    slack.mends('users.info')
    await lena.closes()
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is waiting for Security')
  })

  test('when usergroups.users.list fails, then a form still opens but records nothing, and later it works', async () => {
    const stack = await startStack()
    const { mara, lena, slack } = stack
    const post = await mara.asksForPost()
    slack.breaks('usergroups.users.list')
    expect(await lena.presses(post, 'approve')).toMatchObject({ shows: 'form' })
    expect(await lena.sends({})).toMatchObject(saying('Bitte versuchen Sie es in einer Minute wieder'))
    expect(await unchanged(stack, post)).toBe(true)
    slack.mends('usergroups.users.list')
    await lena.closes()
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is waiting for Security')
  })

  test('when it fails while a form is sent, then nothing is recorded, and what was typed is given back', async () => {
    const stack = await startStack()
    const { mara, sam, slack } = stack
    const post = await mara.asksForPost()
    await sam.presses(post, 'reject')
    slack.breaks('users.info')
    const sent = await sam.sends({ reason: 'A long and careful reason.', would_accept: 'Another hall.' })
    expect(sent).toMatchObject(saying('Please try again'))
    expect(sent).toMatchObject(saying('A long and careful reason.'))
    expect(await unchanged(stack, post)).toBe(true)
  })

  test('when it fails while somebody asks, then nothing is asked, and nothing that was typed is lost', async () => {
    const stack = await startStack()
    const { tom, slack, database } = stack
    await tom.commands('post')
    slack.breaks('users.info')
    const sent = await tom.sends({
      channels: ['linkedin'],
      text: 'Ein mühsam geschriebener Text.',
      need_why: 'Warum',
      need_if_late: 'Sonst',
      audience: 'Alle',
    })
    expect(sent).toMatchObject(saying('Ein mühsam geschriebener Text.'))
    expect(await database.store.requestByNumber(1)).toBeNull()
  })
})
