import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { readOrganisation } from '../../../adapters/system/organisation-file.ts'
import { liveConfiguration } from '../../../adapters/system/reload.ts'
import { shareConfiguration } from '../../../adapters/system/shared-configuration.ts'
import { temporaryPostgres } from '../../support/postgres/database.ts'
import { recordingLog } from '../../support/stack/log.ts'
import { temporaryFolder } from '../../support/store/sqlite.ts'

const renamed = organisationYaml.replace('name: Security', 'name: Sicherheit')

/** Replicas on one PostgreSQL, each with a file of its own. */
async function replicas() {
  const database = await temporaryPostgres()
  onTestFinished(database.drop)
  const folder = temporaryFolder()
  onTestFinished(folder.remove)
  return async (name: string) => {
    const { store, close } = await database.connect()
    onTestFinished(close)
    const file = join(folder.path, `${name}.yaml`)
    writeFileSync(file, organisationYaml)
    const { organisation, text } = await readOrganisation(file)
    if (organisation === null) throw new Error('the sample has problems')
    const log = recordingLog()
    const live = liveConfiguration(file, { organisation, text }, log)
    const shared = shareConfiguration({ file, store, digest: live.digest, reload: live.reload, log })
    await shared.tell()
    return {
      security: () => live.organisation().groups.find(({ id }) => id === 'security')?.name,
      deploy: (changed: string) => writeFileSync(file, changed),
      async reload() {
        if ((await live.reload()).length === 0) await shared.tell()
      },
      look: shared.look,
      warnings: () =>
        log
          .entries()
          .filter(({ level }) => level === 'warn')
          .map(({ message }) => message),
    }
  }
}

test('given two replicas, when one is reloaded, then the other takes the same file without being asked', async () => {
  const start = await replicas()
  const [one, other] = [await start('one'), await start('other')]
  for (const replica of [one, other]) replica.deploy(renamed)
  // Nothing is taken by chance: a file that lies there is taken when somebody wants it.
  await other.look()
  expect(other.security()).toBe('Security')
  await one.reload()
  await other.look()
  expect(other.security()).toBe('Sicherheit')
  expect(other.warnings()).toEqual([])
})

test('given a replica whose file comes later, when another is reloaded, then it says once that it differs, and takes the file when it is there', async () => {
  const start = await replicas()
  const [one, other] = [await start('one'), await start('other')]
  one.deploy(renamed)
  await one.reload()
  await other.look()
  await other.look()
  expect(other.security()).toBe('Security')
  expect(other.warnings()).toEqual([
    'another configuration is in force elsewhere, and the file here is not that one',
  ])
  other.deploy(renamed)
  await other.look()
  expect(other.security()).toBe('Sicherheit')
})

test('given a replica that starts with another file, when it differs from the others, then each of them keeps its own until its file is that one', async () => {
  const start = await replicas()
  const one = await start('one')
  one.deploy(renamed)
  await one.reload()
  const late = await start('late')
  await one.look()
  expect([one.security(), late.security()]).toEqual(['Sicherheit', 'Security'])
  expect(one.warnings()).toHaveLength(1)
})
