import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { startMixedStack } from '../../support/stack/mixed-start.ts'
import { mediationChannel, withMediationChannel } from '../../support/stack/teams-side.ts'

const no = { reason: 'The claim is not proven.', wouldAccept: 'A study that proves it.' }
const creating = /^POST .*\/graph\/v1\.0\/chats/u

/** Two of legal must reject, so that both are in the mediation. */
const bothOfLegal = organisationYaml.replace('name: Legal\n', 'name: Legal\n    rejections: 2\n')

type Stack = Awaited<ReturnType<typeof startMixedStack>>

/** Marketing and security in Slack, two lawyers in Teams: security approves, both lawyers reject. */
async function conflict({ mara, sam, lena, oskar }: Stack) {
  const post = await mara.asksForPost()
  await lena.rejects(post, no)
  await oskar.rejects(post, no)
  await sam.approves(post)
  return post
}

const chatsOf = ({ teams }: Stack) =>
  [...teams.tenant.conversations.values()].filter(({ type }) => type === 'groupChat')

/** What somebody has in front of the mediation, besides the card of a group's channel. */
const placesOf = (person: Stack['mara'], post: number) =>
  person
    .about(post)
    .map(({ place, channel }) => (channel === mediationChannel ? 'thread' : place))
    .filter((place) => place !== 'channel')
    .sort()

describe('given two lawyers in Teams against people of Slack', () => {
  test('when nobody hears what became of their chat, as after a death in between, then it is the one that is used, and nobody is told twice', async () => {
    const stack = await startMixedStack({ organisationYaml: bothOfLegal })
    const { mara, sam, lena, oskar, teams, clock } = stack
    teams.troubles.make({ status: 0, of: creating, done: true })
    const post = await conflict(stack)
    await clock.passes('1m')
    expect(chatsOf(stack).map(({ members }) => [...members].sort())).toEqual([[lena.user, oskar.user].sort()])
    for (const person of [mara, sam, lena, oskar])
      expect(placesOf(person, post)).toEqual(['conversation', 'direct'])
    await mara.says(post, 'We name the study.')
    for (const person of [lena, oskar])
      expect(person.conversationAbout(post).text).toContain('We name the study.')
  })

  test('when Teams lets the bot create no chats, then the lawyers have a thread beside the conversation in Slack', async () => {
    const stack = await startMixedStack({ organisationYaml: withMediationChannel(bothOfLegal) })
    const { mara, sam, lena, oskar, teams } = stack
    teams.granted.delete('Chat.Create')
    const post = await conflict(stack)
    for (const person of [mara, sam]) expect(placesOf(person, post)).toEqual(['conversation', 'direct'])
    for (const person of [lena, oskar]) {
      expect(placesOf(person, post)).toEqual(['direct', 'thread'])
      expect(person.threadAbout(post, mediationChannel).head.text).toContain(person.name)
    }
    await mara.says(post, 'We name the study.')
    const { head, answers } = lena.threadAbout(post, mediationChannel)
    expect(answers.map(({ headline }) => headline).join()).toContain('Mara Vogel')
    // The clients of these scenarios leave out where somebody is, which the messages say.
    const posted = teams.tenant.conversations
      .get(mediationChannel)
      ?.messages.map(({ attachments }) => attachments)
    expect(JSON.stringify(posted?.[0])).toContain('Mara Vogel (Slack)')
    expect(JSON.stringify(posted?.[1])).toContain('Mara Vogel (Slack)')
    await lena.presses(post, 'details', { on: head })
    expect(lena.dialog?.text).toContain('We name the study.')
  })
})
