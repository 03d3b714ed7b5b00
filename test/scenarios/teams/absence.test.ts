import { expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { clientId } from '../../../adapters/sandbox/teams-server/tenant.ts'
import { saying } from '../../support/stack/index.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

/** Tom may stand in for security. */
const withDelegate = organisationYaml.replace(
  'name: Security\n',
  'name: Security\n    delegates: [tom@example.com]\n',
)

test('given somebody in Teams who writes until when they are away and who stands in, then they read what was understood, and "back" ends it', async () => {
  const { sam } = await startTeamsStack({ organisationYaml: withDelegate })
  const told = await sam.commands('away until Friday, delegate tom@example.com')
  expect(told).toMatchObject(saying('You are away until Friday, 6 November, 15:00 (Europe/Berlin).'))
  expect(told).toMatchObject(saying('Tom Berger stands in for you in Security until then.'))
  expect(await sam.commands('back')).toMatchObject(saying('Welcome back'))
})

test('given “abwesend” alone, then the answer says that nothing is recorded, and its button opens the form, whose answer has the way back', async () => {
  const { lena, clock, client } = await startTeamsStack()
  expect(await lena.commands('abwesend')).toMatchObject(saying('Ihre Abwesenheit'))
  const message = client.messages(lena.user).at(-1)
  const [enter] = message?.buttons ?? []
  if (message === undefined || enter === undefined) throw new Error(message?.text)
  const opened = await client.press(lena.user, message, enter)
  if (opened.shows !== 'form') throw new Error(JSON.stringify(opened))
  const oskar = opened.form.fields.find(({ id }) => id === 'delegate')?.options[0]
  expect(oskar?.label).toBe('Oskar Weiß')
  const told = await lena.sends({ until: { at: clock.in('2d') }, delegate: oskar?.id ?? '' })
  expect(told).toMatchObject(saying('Oskar Weiß'))
  expect(await lena.pressesInDialog('absence:back')).toMatchObject(saying('Willkommen zurück'))
})

test('given a delegate who is mentioned in the channel, then the answer comes in private, and a stranger’s mention names nobody', async () => {
  const stack = await startTeamsStack()
  const { sam, noor, teams, settle, client } = stack
  const channel = [...teams.tenant.conversations.values()].find(({ type }) => type === 'channel')
  if (channel === undefined) throw new Error('there is no channel')
  const says = async (id: string, name: string) => {
    const before = client.messages(sam.user).length
    const { status } = await teams.sender.send(sam.user, channel, {
      type: 'message',
      text: `<at>Countersign</at> away until Friday, delegate <at>${name}</at>`,
      entities: [
        { type: 'mention', text: '<at>Countersign</at>', mentioned: { id: teams.tenant.botId } },
        { type: 'mention', text: `<at>${name}</at>`, mentioned: { id } },
      ],
    })
    expect(status).toBe(200)
    await settle()
    const told = client.messages(sam.user)
    expect(told.length).toBe(before + 1)
    return told.at(-1)
  }
  expect((await says('29:nobody', 'Somebody'))?.text).toContain('This person was not found')
  const told = await says(clientId(noor.user), 'Noor')
  expect(told?.place).toBe('direct')
  expect(told?.text).toContain('Noor Haddad stands in for you in Security')
})
