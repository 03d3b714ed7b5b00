import { expect, test } from 'vitest'
import { organisationYaml } from '../../adapters/sandbox/organisation.ts'
import { type Stack, startStack } from '../support/stack/index.ts'

/** Security needs two approvals, and a mediation takes two working days. */
const stricter = organisationYaml
  .replace('name: Security\n', 'name: Security\n    quorum: 2\n')
  .replace('mediation: { lasts: 8wh', 'mediation: { lasts: 2wd')

/** What "Details" shows. */
async function details(person: Stack['mara'], request: number): Promise<string> {
  const shown = await person.presses(request, 'details')
  if (shown.shows !== 'saying') throw new Error(`no details: ${shown.shows}`)
  return shown.text
}

const english = 'Decided under the rules of Mon, 2 Nov 2026, 09:00. Since then, for newer requests only: '
const german =
  'Entschieden wird nach den Regeln von Mo., 2. Nov. 2026, 09:00 Uhr. Seitdem gilt, nur für neuere Anfragen: '

test('given a request runs, when the configuration is reloaded, then it keeps its rules and says so in its details', async () => {
  const stack = await startStack()
  const { mara, sam, lena } = stack
  const post = await mara.asksForPost()
  expect(await details(mara, post)).not.toContain('Decided under')
  await stack.reconfigures(stricter)
  const told = await details(mara, post)
  expect(told).toContain(
    `${english}Security needs 2 approvals, not 1; a mediation lasts 2 working days, not 8 working hours.`,
  )
  expect(await details(lena, post)).toContain(`${german}Security braucht 2 Zustimmungen statt 1; `)
  await sam.approves(post)
  await lena.approves(post)
  expect(mara.sees(post).headline).toContain('approved')
  expect(mara.sees(post).text).not.toContain('Decided under')
  const newer = await mara.asksForPost()
  expect(await details(mara, newer)).not.toContain('Decided under')
})

test('given the rules changed since, when an executive is asked, then the brief says which ones count', async () => {
  const stack = await startStack()
  const { mara, sam, lena, carla, clock } = stack
  const post = await mara.asksForPost()
  await stack.reconfigures(stricter)
  await sam.rejects(post, { reason: 'The server is untested.', wouldAccept: 'A test.' })
  await lena.approves(post)
  await clock.passes('8wh')
  expect(carla.sees(post).text).toContain(`${english}Security needs 2 approvals, not 1`)
  expect(sam.sees(post).text).not.toContain('Decided under')
})
