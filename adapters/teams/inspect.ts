/** Teams as `doctor` sees it: whether the bot is let in, and what it may ask. Changes nothing there. */
import type { TeamsInspection } from '../../src/app/doctor.ts'
import { CallFailed, type CallOptions, type Fetch } from './call.ts'
import { graphOf } from './graph.ts'
import { gateOf } from './hosts.ts'
import type { TeamsSettings } from './settings.ts'
import { tokensOf } from './token.ts'

/** Nobody stands behind these calls and waits for them. */
const patience = 15_000

export interface InspectorOptions {
  readonly settings: TeamsSettings
  readonly fetch?: Fetch
  /** Wall-clock time in epoch milliseconds. */
  readonly now: () => number
}

/** Never throws. `groups` are those of Entra that the configuration names. */
export async function inspectTeams(
  { settings, fetch, now }: InspectorOptions,
  groups: readonly string[],
): Promise<TeamsInspection> {
  let aheadMs: number | null = null
  const ask = fetch ?? globalThis.fetch
  const options: CallOptions = {
    gate: gateOf(settings.cloud),
    timeoutMs: patience,
    async fetch(url, init) {
      const before = now()
      const response = await ask(url, init)
      aheadMs = aheadOf(response.headers.get('date'), (before + now()) / 2) ?? aheadMs
      return response
    },
  }
  const tokens = tokensOf(settings, options, now)
  const graph = graphOf(settings, tokens, options)
  const credentials = await codeOf(() => tokens.connector())
  const tenants: TeamsInspection['tenants'][number][] = []
  for (const tenant of credentials === null ? settings.allowedTenants : [])
    tenants.push({ tenant, people: await codeOf(() => graph.userByEmail(tenant, 'nobody@example.invalid')) })
  const found: TeamsInspection['groups'][number][] = []
  for (const group of tenants.some(({ people }) => people === null) ? groups : [])
    found.push({ group, ...(await inspectGroup(group, settings.allowedTenants, graph)) })
  return { credentials, tenants, groups: found, aheadMs }
}

async function inspectGroup(
  group: string,
  tenants: readonly string[],
  graph: ReturnType<typeof graphOf>,
): Promise<{ readonly members: number | null; readonly code: string | null }> {
  try {
    for (const tenant of tenants) {
      const members = await graph.groupMembers(tenant, group)
      if (members !== null) return { members: members.length, code: null }
    }
    return { members: null, code: null }
  } catch (error) {
    return { members: null, code: faultCode(error) }
  }
}

/** Null when it worked. */
async function codeOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    return faultCode(error)
  }
}

const faultCode = (error: unknown): string => (error instanceof CallFailed ? error.code : 'unreadable_answer')

/** The header tells whole seconds, cut off: half of one is the best guess of the rest. */
function aheadOf(date: string | null, now: number): number | null {
  const there = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(there) ? null : Math.round(now - (there + 500))
}
