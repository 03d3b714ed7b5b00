/** The configuration that is in force, which may be another one tomorrow without a restart. */
import type { Log } from '../../src/app/ports.ts'
import { digestOf } from '../../src/codec/media.ts'
import type { ConfigProblem, Organisation } from '../../src/config/types.ts'
import { readOrganisation } from './organisation-file.ts'

/** What only a start reads: Slack knows the command, and the receiver was told both when it began. */
const afterRestart = ['command', 'locale'] as const

export interface LiveConfiguration {
  /** The present one. */
  organisation(): Organisation
  /** SHA-256 of the file that it was read from, by which replicas are compared. */
  digest(): string
  /**
   * Reads the file again. When anything is wrong with it, the one in force stays; the problems are logged by number and
   * place, never by content, and given back.
   */
  reload(): Promise<readonly ConfigProblem[]>
}

export function liveConfiguration(
  file: string,
  first: { readonly organisation: Organisation; readonly text: string },
  log: Log,
): LiveConfiguration {
  let current = first.organisation
  let digest = digestOf(Buffer.from(first.text))
  let turn: Promise<unknown> = Promise.resolve()
  const readAgain = async () => {
    const { organisation, problems, text } = await readOrganisation(file)
    if (organisation === null) {
      const paths = problems.map(({ path }) => path)
      log.warn('configuration not reloaded, the one in force stays', { problems: problems.length, paths })
      return problems
    }
    const waiting = afterRestart.filter((key) => organisation[key] !== current[key])
    current = organisation
    digest = digestOf(Buffer.from(text))
    log.info('configuration reloaded', { groups: organisation.groups.length, afterRestart: waiting })
    return problems
  }
  return {
    organisation: () => current,
    digest: () => digest,
    reload() {
      // One after the other, so that the last one asked for is the one that stays.
      const mine = turn.then(readAgain)
      turn = mine.catch(() => {})
      return mine
    },
  }
}
