/** Looks up what drawing needs, so that drawing itself is pure: accounts to mention, Slack files to show. */
import type { People } from '../../src/app/ports.ts'
import type { RenderContext } from './blocks.ts'
import type { Workspace } from './workspace.ts'

export type LookUp = (people: readonly string[], files: readonly string[]) => Promise<RenderContext>

export interface LookUpOptions {
  readonly workspace: () => Promise<Workspace>
  /** People with an account in this workspace are mentioned; the others are named. */
  readonly people: Pick<People, 'byId'>
  /** Where stored bytes came from, `slack:F…` for a Slack file; null when unknown. */
  readonly sourceOf: (sha256: string) => Promise<string | null>
}

/** The look-up over ports. Throws what the ports throw. */
export function lookUpOver(options: LookUpOptions): LookUp {
  return async (people, files) => {
    const tenant = people.length === 0 ? null : (await options.workspace()).tenant
    const users = new Map<string, string>()
    const ids = new Map<string, string>()
    for (const id of people) {
      const identities = (await options.people.byId(id))?.identities ?? []
      const here = identities.find((item) => item.platform === 'slack' && item.tenant === tenant)
      if (here !== undefined) users.set(id, here.user)
    }
    for (const sha256 of files) {
      const source = await options.sourceOf(sha256)
      if (source?.startsWith('slack:F') === true) ids.set(sha256, source.slice('slack:'.length))
    }
    return { mention: (person) => users.get(person) ?? null, fileOf: (sha256) => ids.get(sha256) ?? null }
  }
}
