import { inspect } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import type { Json } from '../../../adapters/sandbox/teams-server/json.ts'
import { signToken } from '../../../adapters/sandbox/teams-server/keys.ts'
import { quietly } from '../../../adapters/teams/quiet.ts'
import { ada, startWire, type Wire } from '../../support/teams/wire.ts'

/** Everything that is printed past the log from now on, as it would be read. */
function printed(): () => string {
  const said: string[] = []
  const names = ['error', 'warn', 'log', 'info'] as const
  const before = names.map((name) => console[name])
  for (const name of names)
    console[name] = (...words: unknown[]) => {
      said.push(words.map((word) => (typeof word === 'string' ? word : inspect(word))).join(' '))
    }
  const write = process.stderr.write
  process.stderr.write = (chunk) => {
    said.push(String(chunk))
    return true
  }
  onTestFinished(() => {
    for (const [index, name] of names.entries()) console[name] = before[index] ?? console[name]
    process.stderr.write = write
  })
  return () => said.join('\n')
}

const past = Math.floor(Date.now() / 1000) - 3_600

/** A message whose token is forged, or has ended. */
const refused = async ({ microsoft }: Wire, forged: { claims?: Json; tail?: string }) => {
  const conversation = microsoft.tenant.openDirect(ada.id)
  const activity = microsoft.sender.activity(ada.id, conversation, { type: 'message', text: 'help' })
  const token = signToken({ ...microsoft.sender.claims(), ...forged.claims }, microsoft.keys.teams)
  const { tail } = forged
  const sent = tail === undefined ? token : `${token.slice(0, -tail.length)}${tail}`
  return (await microsoft.sender.deliver(activity, `Bearer ${sent}`)).status
}

const forgeries = [
  ['a bad signature', { tail: 'AAAAAAAA' }],
  ['a token that has ended', { claims: { nbf: past - 60, exp: past } }],
] as const
for (const [what, forged] of forgeries)
  test(`given ${what}, when it is refused, then the log has one line of ours, and nothing is printed beside it`, async () => {
    const text = printed()
    const wire = await startWire()
    expect(await refused(wire, forged)).toBe(401)
    expect(text()).toBe('')
    expect(wire.log.entries()).toMatchObject([
      { level: 'warn', message: 'an activity was refused', fields: { reason: 'not_authenticated' } },
    ])
  })

test('given checks that run side by side, then what others print meanwhile is printed, and so is everything later', async () => {
  const text = printed()
  const before = console.error
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const checks = gates.map(({ promise }) =>
    quietly(async () => {
      console.error('a key')
      await promise
      console.error('a key')
    }),
  )
  console.error('said meanwhile')
  for (const [index, gate] of gates.entries()) {
    gate.resolve()
    await checks[index]
    console.error('said later')
  }
  expect(text()).toBe('said meanwhile\nsaid later\nsaid later')
  expect(console.error).toBe(before)
})
