import { expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { startStack } from '../../support/stack/everywhere.ts'

test('given that one group has decided, then another sees neither what nor whether, until it has decided itself', async () => {
  const { mara, sam, noor, lena, oskar } = await startStack()
  const post = await mara.asksForPost()
  const before = [lena.sees(post).text, oskar.sees(post).text]
  await sam.approves(post, { comment: 'The stand is insured.' })

  expect([lena.sees(post).text, oskar.sees(post).text]).toEqual(before)
  await lena.presses(post, 'details')
  expect(lena.dialog?.text).not.toContain('The stand is insured.')
  expect(lena.dialog?.text).not.toContain('Sam')
  await lena.closes()
  // The same group, and the requester, see it at once.
  for (const person of [noor, mara]) expect(person.sees(post).text).toContain('The stand is insured.')
  await lena.approves(post)
  for (const person of [lena, oskar]) expect(person.sees(post).text).toContain('The stand is insured.')
})

test('given a revision, when a group has objected to the one before, then the other still judges without knowing how', async () => {
  const { mara, sam, lena } = await startStack()
  const post = await mara.asksForPost()
  await sam.requestsChanges(post, 'Say which door.')
  await mara.revises(post, { text: 'Hall 4, door 2.' })
  await sam.approves(post)
  expect(lena.sees(post).text).not.toMatch(/Say which door|Sam Okafor/)
  await lena.approves(post)
  expect(lena.sees(post).text).toContain('Sam Okafor')
})

test('given an organisation with open votes, when one group has decided, then the other sees it', async () => {
  const { mara, sam, lena } = await startStack({
    organisationYaml: `${organisationYaml}independentVotes: false\n`,
  })
  const post = await mara.asksForPost()
  await sam.approves(post, { comment: 'The stand is insured.' })
  expect(lena.sees(post).text).toContain('The stand is insured.')
})

test('given a quorum of two, when one has approved, then the group still waits, and the second settles it', async () => {
  const { mara, sam, noor, lena } = await startStack({
    organisationYaml: organisationYaml.replace('name: Security\n', 'name: Security\n    quorum: 2\n'),
  })
  const post = await mara.asksForPost()
  await sam.approves(post)
  expect(mara.sees(post).text).toContain('1 of 2 approvals so far')
  expect(mara.sees(post).headline).toContain('is waiting for Security and Legal')
  await lena.approves(post)
  expect(mara.sees(post).headline).toContain('is waiting for Security')
  await noor.approves(post)
  expect(mara.sees(post).headline).toContain('is approved')
})
