import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import type { Person } from '../../support/stack/person.ts'
import type { StackOptions } from '../../support/stack/start.ts'
import { mediationChannel, withMediationChannel } from '../../support/stack/teams-side.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

const no = { reason: 'The claim is not proven.', wouldAccept: 'A study that proves it.' }

/** A company whose administrator lets the bot create no group chats, and names a channel instead. */
async function startWithoutChats(options: StackOptions = {}) {
  const yaml = withMediationChannel(options.organisationYaml ?? organisationYaml)
  const stack = await startTeamsStack({ ...options, organisationYaml: yaml })
  stack.teams.granted.delete('Chat.Create')
  return { ...stack, channel: channelOf(stack) }
}

function channelOf({ teams }: Pick<Awaited<ReturnType<typeof startTeamsStack>>, 'teams'>) {
  const found = teams.tenant.conversations.get(mediationChannel)
  if (found === undefined) throw new Error('there is no channel for mediations')
  return found
}

type Stack = Awaited<ReturnType<typeof startWithoutChats>>

async function conflict({ mara, sam, lena }: Pick<Stack, 'mara' | 'sam' | 'lena'>) {
  const post = await mara.asksForPost()
  await sam.rejects(post, no)
  await lena.approves(post)
  return post
}

/** Somebody's own card of the request, and what they were told beside it. */
const inPerson = (person: Person, post: number) =>
  person.about(post).filter(({ place }) => place === 'direct')

/** Whom a message rings for, by their accounts. */
function mentionedIn(channel: Stack['channel'], id: string): readonly string[] {
  const content = channel.messages.find((message) => message.id === id)?.attachments[0]?.content
  const text = JSON.stringify(content)
  return [...text.matchAll(/"mentioned":\{"id":"([^"]+)"/gu)].map((match) => String(match[1])).sort()
}

describe('given a company that lets the bot create no group chats, and a channel for mediations', () => {
  test('when groups conflict, then the sides meet in one thread of the channel, each of them mentioned, and nobody is told twice', async () => {
    const stack = await startWithoutChats()
    const { mara, sam, lena, tom, channel } = stack
    const post = await conflict(stack)
    for (const person of [mara, sam, lena]) {
      expect(person.isInConversationAbout(post)).toBe(false)
      const { head, answers } = person.threadAbout(post, mediationChannel)
      expect(head.text).toContain('<at>Mara Vogel</at>, <at>Sam')
      expect(answers).toEqual([])
      expect(inPerson(person, post)).toHaveLength(1)
    }
    const { head } = tom.threadAbout(post, mediationChannel)
    expect(mentionedIn(channel, head.id)).toEqual([mara.user, sam.user, lena.user].sort())
  })

  test('then the channel says neither what is asked nor why not, whoever reads along, and whoever is involved sees it there for themselves', async () => {
    const stack = await startWithoutChats()
    const { mara, sam, tom, channel } = stack
    const post = await conflict(stack)
    await mara.says(post, 'We name the study.')
    const written = JSON.stringify(channel.messages)
    for (const secret of [
      'The claim is not proven',
      'A study that proves it',
      'We name the study',
      'Meet us',
    ])
      expect(written).not.toContain(secret)
    expect(tom.threadAbout(post, mediationChannel).answers[0]?.headline).toContain('Mara Vogel')
    const { head } = sam.threadAbout(post, mediationChannel)
    await sam.presses(post, 'details', { on: head })
    expect(sam.dialog?.text).toContain('A study that proves it.')
    await tom.presses(post, 'details', { on: head })
    expect(tom.dialog?.title).toContain('sehen nur die Beteiligten')
  })

  test('when the sides agree in the thread, then its head and its last message say so', async () => {
    const stack = await startWithoutChats()
    const { mara, sam, lena } = stack
    const post = await conflict(stack)
    const { head } = sam.threadAbout(post, mediationChannel)
    await mara.says(post, 'We name the study.', { on: mara.threadAbout(post, mediationChannel).head })
    expect(sam.threadAbout(post, mediationChannel).answers.map(({ headline }) => headline)).toHaveLength(1)
    await sam.approves(post, { comment: 'With the study it is fine.' }, { on: head })
    const thread = lena.threadAbout(post, mediationChannel)
    expect(thread.head.id).toBe(head.id)
    expect(thread.head.headline).toContain('the mediation is over')
    expect(thread.answers.at(-1)?.headline).toContain('agreement reached')
    expect(mara.sees(post).headline).toContain('is approved')
  })

  test('when an executive rules, then the thread is told, and it rings for nobody a second time', async () => {
    const stack = await startWithoutChats()
    const { carla, mara, lena, clock, channel } = stack
    const post = await conflict(stack)
    await clock.passes('8wh')
    await carla.rules(post, 'approve', 'The fair will not wait.')
    const { head, answers } = lena.threadAbout(post, mediationChannel)
    expect(head.headline).toContain('over')
    const ruling = answers.at(-1)
    expect(ruling?.headline).toContain('approved')
    expect(ruling?.text).not.toContain('The fair will not wait.')
    expect(mentionedIn(channel, String(ruling?.id))).toEqual([])
    expect(mentionedIn(channel, String(answers[0]?.id))).toContain(mara.user)
    expect(mara.isTold(post, /The fair will not wait/).place).toBe('direct')
  })

  test('when the request is withdrawn meanwhile, then the thread says so at its end', async () => {
    const stack = await startWithoutChats()
    const post = await conflict(stack)
    await stack.mara.withdraws(post)
    const { head, answers } = stack.lena.threadAbout(post, mediationChannel)
    expect(head.headline).toContain('over')
    expect(answers.at(-1)?.headline).toContain('withdrawn')
  })

  test('when all of them read German, then so does the thread', async () => {
    const stack = await startWithoutChats()
    const { mara, sam, lena, clock, teams } = stack
    for (const { user } of [mara, sam]) {
      const found = teams.tenant.people.get(user)
      if (found !== undefined) teams.tenant.people.set(user, { ...found, locale: 'de-DE' })
    }
    const post = await conflict(stack)
    await clock.passes('8wh')
    const { head, answers } = lena.threadAbout(post, mediationChannel)
    expect(head.text).toContain('In diesem Kanal lesen auch andere mit.')
    expect(head.text).toContain('Mara Vogel, Security und Legal')
    expect(answers.at(-1)?.text).toContain('Wer beteiligt ist, sieht unter „Einzelheiten“, worum es geht.')
  })

  test('when somebody types an approval into the thread, then they get the buttons in private, as in a chat of the sides', async () => {
    const stack = await startWithoutChats()
    const { sam, teams, settle, channel } = stack
    const post = await conflict(stack)
    const before = channel.messages.length
    const { head } = sam.threadAbout(post, mediationChannel)
    sam.news()
    await teams.acts.says(sam.user, mediationChannel, 'looks good to me', { answers: head.id })
    await settle()
    expect(channel.messages).toHaveLength(before + 1)
    expect(sam.news().join()).toContain(`#${post}`)
    expect(sam.sees(post).headline).not.toContain('approved')
  })

  test('when somebody involved does not read the channel, then they are told in person what is opened, stated and agreed, and the others in the thread', async () => {
    const stack = await startWithoutChats()
    const { mara, sam, lena, channel } = stack
    channel.members.delete(lena.user)
    const post = await conflict(stack)
    expect(lena.about(post).every(({ place }) => place === 'direct')).toBe(true)
    expect(lena.isTold(post, /bitte finden Sie|A study that proves it/).place).toBe('direct')
    const { head } = sam.threadAbout(post, mediationChannel)
    expect(mentionedIn(channel, head.id)).toEqual([mara.user, sam.user].sort())
    await mara.says(post, 'We name the study.')
    expect(lena.isTold(post, /We name the study/).place).toBe('direct')
    expect(JSON.stringify(channel.messages)).not.toContain('We name the study')
    await sam.approves(post, { comment: 'Fine.' })
    expect(mara.sees(post).headline).toContain('is approved')
  })

  test('when whoever asks does not read the channel, then nothing is written there, and each is told in person', async () => {
    const stack = await startWithoutChats()
    const { mara, sam, lena, channel, parks, log } = stack
    parks()
    log.expects(/card parked .*few_readers/)
    channel.members.delete(mara.user)
    const post = await conflict(stack)
    expect(channel.messages).toEqual([])
    for (const person of [mara, sam, lena]) expect(inPerson(person, post)).toHaveLength(2)
  })

  test('when the bot is not in the team of the channel either, then each is told in person, once', async () => {
    const stack = await startWithoutChats()
    const { mara, sam, lena, channel, parks, log } = stack
    parks()
    log.expects(/card parked .*app_not_installed/)
    channel.removed = true
    const post = await conflict(stack)
    for (const person of [mara, sam, lena]) expect(inPerson(person, post)).toHaveLength(2)
    expect(channel.messages).toEqual([])
  })

  test('when the bot reads the channel and may not write there, then each is told in person', async () => {
    const stack = await startWithoutChats()
    const { mara, sam, lena, clock, channel, parks, log } = stack
    parks()
    log.expects(/card parked/)
    channel.moderated = true
    const post = await conflict(stack)
    for (let tries = 0; tries < 6; tries++) await clock.passes('1m')
    for (const person of [mara, sam, lena]) expect(inPerson(person, post)).toHaveLength(2)
  })
})

test('given that the bot may create a chat and not be in it, when groups conflict, then the thread is used all the same', async () => {
  const stack = await startTeamsStack({ organisationYaml: withMediationChannel(organisationYaml) })
  const { mara, sam, lena, clock, teams } = stack
  teams.tenant.policy.appsInChats = false
  const post = await conflict(stack)
  for (let tries = 0; tries < 6; tries++) await clock.passes('1m')
  for (const person of [mara, sam, lena]) {
    expect(person.isInConversationAbout(post)).toBe(false)
    expect(person.threadAbout(post, mediationChannel).head.text).toContain('<at>')
  }
})

test('given that group chats may be created, then the channel for mediations stays empty', async () => {
  const stack = await startTeamsStack({ organisationYaml: withMediationChannel(organisationYaml) })
  const post = await conflict(stack)
  expect(stack.mara.isInConversationAbout(post)).toBe(true)
  expect(channelOf(stack).messages).toEqual([])
})
