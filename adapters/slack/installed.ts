/** The workspaces that the app is installed in: their tokens out of the vault, and what becomes of a token that is refused. */
import { z } from 'zod'
import type { Installation, Installations, Log, Vault } from '../../src/app/ports.ts'
import { faultOf, webClient } from './client.ts'
import { createSide, type Side, type SideOptions, type Sides } from './side.ts'

export interface InstalledOptions extends Omit<SideOptions, 'botToken' | 'known' | 'rejected'> {
  readonly installations: Installations
  readonly vault: Vault
  /** Ids of workspaces and organisations that may use the app; null where the operator allows each by hand. */
  readonly allowedTeams: readonly string[] | null
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly log: Log
}

/** Slack says this also in passing, during troubles of its own; what else it says of a token is final. */
const passing = 'invalid_auth'
const firstWait = 5 * 60_000
const longestWait = 60 * 60_000

const credentials = z.strictObject({ botToken: z.string() })

/** What the ciphertext of an installation is about: that of one workspace opens for no other. */
export const sealedAbout = ({ platform, tenant }: Pick<Installation, 'platform' | 'tenant'>): string =>
  `installation ${platform} ${tenant}`

export const sealToken = (vault: Vault, tenant: string, botToken: string): string =>
  vault.seal(JSON.stringify({ botToken }), sealedAbout({ platform: 'slack', tenant }))

/** The token, or why there is none to be had. */
export type Opened =
  | { readonly outcome: 'opened'; readonly botToken: string; readonly current: boolean }
  | { readonly outcome: 'unknown_key' | 'damaged' }

export function openToken(vault: Vault, installation: Installation): Opened {
  const opened = vault.open(installation.sealed, sealedAbout(installation))
  if (opened.outcome !== 'opened') return { outcome: opened.outcome }
  const parsed = credentials.safeParse(readJson(opened.text))
  if (!parsed.success) return { outcome: 'damaged' }
  return { outcome: 'opened', botToken: parsed.data.botToken, current: opened.current }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether the list of the configuration lets it in; where there is no list, the operator's word for each counts. */
export function isAllowed(
  { tenant, enterprise, state }: Pick<Installation, 'tenant' | 'enterprise' | 'state'>,
  allowedTeams: readonly string[] | null,
): boolean {
  if (allowedTeams === null) return state !== 'pending'
  return allowedTeams.some((id) => id === tenant || id === enterprise)
}

export class Installed implements Sides {
  readonly #options: InstalledOptions
  /** By tenant; a new token makes a new one. */
  readonly #sides = new Map<string, { readonly sealed: string; readonly side: Side }>()
  readonly #complained = new Set<string>()
  /** By token: when it is tried again, and how long after that. Epoch milliseconds, and milliseconds. */
  readonly #retries = new Map<string, { readonly at: number; readonly wait: number }>()
  /** Tenants at the last look; null before the first. */
  #connected: ReadonlySet<string> | null = null

  constructor(options: InstalledOptions) {
    this.#options = options
  }

  async of(tenant: string): Promise<Side | null> {
    const installation = await this.#options.installations.find('slack', tenant)
    return installation === null ? null : this.#sideOf(installation)
  }

  async all(): Promise<readonly Side[]> {
    const installations = await this.#options.installations.list()
    return installations
      .filter(({ platform }) => platform === 'slack')
      .map((installation) => this.#sideOf(installation))
      .filter((side) => side !== null)
  }

  async isDown(tenant: string): Promise<boolean> {
    const installation = await this.#options.installations.find('slack', tenant)
    return installation !== null && isAllowed(installation, this.#options.allowedTeams)
  }

  async anyDown(): Promise<boolean> {
    const { installations, allowedTeams } = this.#options
    const expected = (await installations.list()).filter((one) => isAllowed(one, allowedTeams))
    return expected.length > (await this.all()).length
  }

  /**
   * Slack says that the app was removed, or its tokens revoked. Such a message may come late, after a new installation: so
   * Slack is asked, and only a token that it does not take any more makes the installation gone.
   */
  async verify(tenant: string): Promise<void> {
    const side = await this.of(tenant)
    try {
      await side?.client.auth.test()
    } catch (error) {
      // What Slack says about the token has been noted by the client; what it does not say is found out by the next call.
      const { error: code } = faultOf(error)
      this.#options.log.warn('the token of a workspace was tried', { tenant, code })
    }
  }

  /**
   * At the start: encrypts with the present key what an older one has encrypted, names what no key opens, and tries those
   * again that were found gone, in case Slack's refusal was a passing one.
   */
  async prepare(): Promise<void> {
    this.#sides.clear()
    for (const installation of await this.#options.installations.list()) {
      if (installation.platform !== 'slack') continue
      const opened = openToken(this.#options.vault, installation)
      if (opened.outcome !== 'opened') this.#complain(installation, opened.outcome)
      else if (!opened.current) await reseal(installation, opened.botToken, this.#options)
      else if (installation.state === 'gone') await this.#tryAgain(installation, opened.botToken)
    }
  }

  async recover(now: number): Promise<boolean> {
    for (const installation of await this.#options.installations.list())
      if (installation.platform === 'slack' && this.#isTime(installation, now)) {
        const opened = openToken(this.#options.vault, installation)
        if (opened.outcome === 'opened') await this.#tryAgain(installation, opened.botToken)
      }
    const before = this.#connected
    const tenants = (await this.all()).map(({ tenant }) => tenant ?? '')
    this.#connected = new Set(tenants)
    return before !== null && tenants.some((tenant) => !before.has(tenant))
  }

  /** Notes that it is tried, and waits twice as long the next time. */
  #isTime({ state, gone, sealed }: Installation, now: number): boolean {
    if (state !== 'gone' || gone?.because !== passing) {
      this.#retries.delete(sealed)
      return false
    }
    const { at, wait } = this.#retries.get(sealed) ?? { at: now, wait: firstWait }
    if (at > now) return false
    this.#retries.set(sealed, { at: now + wait, wait: Math.min(longestWait, wait * 2) })
    return true
  }

  async #tryAgain(installation: Installation, botToken: string): Promise<void> {
    const { tenant, sealed } = installation
    try {
      await webClient({ ...this.#options, botToken }, 5_000).auth.test()
    } catch {
      return
    }
    await this.#options.installations.change({ ...installation, state: 'active', gone: null }, sealed)
    this.#options.log.info('a workspace is connected again', { tenant })
  }

  #sideOf(installation: Installation): Side | null {
    const { tenant, enterprise, orgWide, sealed, state } = installation
    if (state === 'gone' || !isAllowed(installation, this.#options.allowedTeams)) return null
    const known = this.#sides.get(tenant)
    if (known?.sealed === sealed) return known.side
    const opened = openToken(this.#options.vault, installation)
    if (opened.outcome !== 'opened') {
      this.#complain(installation, opened.outcome)
      return null
    }
    const side = createSide({
      ...this.#options,
      botToken: opened.botToken,
      known: { tenant, team: orgWide ? '' : tenant, enterprise },
      rejected: (code) => void this.#gone(tenant, sealed, code),
    })
    this.#sides.set(tenant, { sealed, side })
    return side
  }

  /** `sealed` says which token was refused: a newer installation stays. */
  async #gone(tenant: string, sealed: string, because: string): Promise<void> {
    const { installations, log, now } = this.#options
    try {
      const found = await installations.find('slack', tenant)
      if (found === null || found.state === 'gone' || found.sealed !== sealed) return
      const gone: Installation = { ...found, state: 'gone', gone: { at: now(), because } }
      if (await installations.change(gone, sealed))
        log.error('a workspace is not connected any more', {
          tenant,
          code: because,
          mend: 'install the app again',
        })
    } catch (fault) {
      // The next call finds it out again.
      log.error('a refused token was not noted', {
        tenant,
        name: fault instanceof Error ? fault.name : 'unknown',
      })
    }
  }

  #complain({ tenant, sealed }: Installation, code: 'unknown_key' | 'damaged'): void {
    if (this.#complained.has(sealed)) return
    this.#complained.add(sealed)
    const mend =
      code === 'unknown_key'
        ? 'put the old key behind the new one in COUNTERSIGN_SECRET'
        : 'install the app again'
    this.#options.log.error('the token of a workspace cannot be read', { tenant, code, mend })
  }
}

/** Encrypts a token with the present key. False where there is a newer token since. */
export async function reseal(
  installation: Installation,
  botToken: string,
  { vault, installations }: Pick<InstalledOptions, 'vault' | 'installations'>,
): Promise<boolean> {
  const sealed = sealToken(vault, installation.tenant, botToken)
  return installations.change({ ...installation, sealed }, installation.sealed)
}
