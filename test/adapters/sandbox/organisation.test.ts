import { expect, test } from 'vitest'
import {
  channels,
  legalUserGroup,
  organisationYaml,
  personas,
} from '../../../adapters/sandbox/organisation.ts'
import { loadOrganisation } from '../../../src/config/load.ts'

test('given the sandbox’s own configuration, then the product accepts it, and everybody in it is a persona', () => {
  const loaded = loadOrganisation(organisationYaml)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  const { groups, executives } = loaded.value
  const references = [...groups, ...executives].flatMap((one) => one.members)
  const emails = new Set(personas.map((one) => one.email))
  for (const reference of references)
    if (reference.type === 'email') expect(emails).toContain(reference.email)
  expect(references).toContainEqual({ type: 'slack_user_group', id: legalUserGroup })
  expect(groups.find((one) => one.id === 'security')?.channel).toBe(channels.security)
})
