import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createMetrics } from '../../../adapters/metrics/index.ts'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { readOrganisation } from '../../../adapters/system/organisation-file.ts'
import { liveConfiguration } from '../../../adapters/system/reload.ts'
import { silent } from '../../support/slack/harness.ts'
import { temporaryFolder } from '../../support/store/sqlite.ts'

async function replicaOf(file: string) {
  const { organisation, text } = await readOrganisation(file)
  if (organisation === null) throw new Error('the sample has problems')
  return liveConfiguration(file, { organisation, text }, silent)
}

/** The figure that a scrape would get. */
async function figureOf(digest: string): Promise<string | undefined> {
  const figures = () => Promise.reject(new Error('no database is needed for this figure'))
  const metrics = createMetrics({ statistics: () => ({ figures }), clock: { now: Date.now } })
  metrics.configured(digest)
  return /^countersign_configuration_digest (\d+)$/m.exec((await metrics.expose()).body)?.[1]
}

test('given two replicas, when only one reads a changed file, then their figures differ until the other one does', async () => {
  const folder = temporaryFolder()
  onTestFinished(folder.remove)
  const file = join(folder.path, 'countersign.yaml')
  writeFileSync(file, organisationYaml)
  const [one, other] = [await replicaOf(file), await replicaOf(file)]
  const before = await figureOf(one.digest())
  expect(await figureOf(other.digest())).toBe(before)
  expect(Number(before)).toBeGreaterThan(0)

  writeFileSync(file, organisationYaml.replace('name: Security', 'name: Sicherheit'))
  await one.reload()
  expect(await figureOf(one.digest())).not.toBe(before)
  expect(await figureOf(other.digest())).toBe(before)
  await other.reload()
  expect(other.digest()).toBe(one.digest())

  // A file that is refused changes neither the rules nor what is said of them.
  writeFileSync(file, `${organisationYaml}secretProject: x\n`)
  await one.reload()
  expect(one.digest()).toBe(other.digest())
})
