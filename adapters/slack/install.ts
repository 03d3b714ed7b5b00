/** Installing the app in a browser, with Bolt's own means: who may, where the state is kept, what becomes of the token. */
import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ExpressReceiver, type Installation as Granted, type StateStore } from '@slack/bolt'
import { type Application, Router } from 'express'
import type { Installation, Installations, Log, Vault } from '../../src/app/ports.ts'
import type { Locale } from '../../src/view/text.ts'
import { type ClientOptions, sdkLogger, webClient, webClientOptions } from './client.ts'
import { installPath, localeOf, type PageName, showPage, toSlackPath } from './install-page.ts'
import { isAllowed, sealToken } from './installed.ts'

export interface InstallOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** Where browsers reach the program, without a slash at the end. */
  readonly publicUrl: string
  readonly scopes: () => readonly string[]
  readonly installations: Installations
  readonly vault: Vault
  readonly allowedTeams: readonly string[] | null
  readonly connection: Omit<ClientOptions, 'botToken'>
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly log: Log
  /** For browsers that ask for neither English nor German. */
  readonly locale: Locale
  /** A workspace is connected, perhaps again. */
  readonly connected: () => Promise<void>
}

type ReceiverOptions = ConstructorParameters<typeof ExpressReceiver>[0]

/** How long somebody may take in Slack, in milliseconds. */
const ticketFor = 10 * 60_000
const redirectPath = '/slack/oauth_redirect'

const hashOf = (state: string) => createHash('sha256').update(state).digest('base64url')

/** Says the same as Bolt's own stores, so that both end on the same page. */
class InvalidState extends Error {
  readonly code = 'slack_oauth_invalid_state'
}

/** In the database, as a hash: good once, whichever process of several is asked. The browser's cookie holds the word. */
function stateStore(options: InstallOptions): StateStore {
  const { installations, now } = options
  return {
    async generateStateParam() {
      const state = randomBytes(32).toString('base64url')
      await installations.addTicket({ hash: hashOf(state), expiresAt: now() + ticketFor }, now())
      return state
    },
    async verifyStateParam(_now, state) {
      if (!(await installations.spendTicket(hashOf(state), now()))) throw new InvalidState('used or expired')
      return installUrlOptions(options)
    },
  }
}

const installUrlOptions = ({ scopes, publicUrl }: InstallOptions) => ({
  scopes: [...scopes()],
  redirectUri: `${publicUrl}${redirectPath}`,
})

/**
 * Serves the pages on `app`. A receiver of its own, which hears no events: Bolt's app takes no receiver that installs where
 * it is told by somebody else which token to use, and ours are looked up for each payload.
 */
export function attachInstaller(app: Application, signingSecret: string, options: InstallOptions): void {
  const router = Router()
  // Anybody may open these pages with anything: what goes wrong is noted by `failure` below, and is no fault of ours.
  const logger = { ...sdkLogger(options.log), error: () => undefined }
  new ExpressReceiver({
    app,
    router,
    endpoints: {},
    signingSecret,
    logger,
    ...installerOptions(options, router),
  })
}

function installerOptions(options: InstallOptions, router: Router): Partial<ReceiverOptions> {
  const { clientId, clientSecret, connection } = options
  const show = (page: PageName, request: IncomingMessage, response: ServerResponse, about?: Named) =>
    showPage(response, page, { locale: localeOf(request, options.locale), ...about })
  router.get(installPath, (request, response) => show('begin', request, response))
  return {
    clientId,
    clientSecret,
    ...installUrlOptions(options),
    installationStore: {
      storeInstallation: (granted) => store(granted, options),
      // Tokens are looked up in `Installed`.
      fetchInstallation: () => Promise.reject(new Error('not used')),
    },
    installerOptions: {
      directInstall: true,
      installPath: toSlackPath,
      redirectUriPath: redirectPath,
      stateStore: stateStore(options),
      stateCookieName: 'countersign-installation',
      stateCookieExpirationSeconds: ticketFor / 1000,
      authorizationUrl: authorizationUrl(connection.apiUrl),
      clientOptions: webClientOptions({ ...connection, botToken: '' }, 10_000),
      callbackOptions: {
        async afterInstallation(granted, _asked, request, response) {
          const objection = await objectionTo(granted, options)
          if (objection === null) return true
          options.log.warn('an installation was refused', { tenant: tenantOf(granted), code: objection })
          await giveBack(granted, options)
          show(objection, request, response, named(granted))
          return false
        },
        async successAsync(granted, _asked, request, response) {
          const installation = await options.installations.find('slack', tenantOf(granted))
          const page = installation?.state === 'active' ? 'installed' : 'pending'
          // Before the page says so, what waited for the workspace goes.
          if (page === 'installed') await options.connected()
          show(page, request, response, named(granted))
        },
        failure(error, _asked, request, response) {
          options.log.warn('an installation was not completed', { code: error.code })
          show(pages[error.code] ?? 'failed', request, response)
        },
      },
    },
  }
}

const pages: Readonly<Record<string, PageName>> = {
  slack_oauth_invalid_state: 'expired',
  slack_oauth_missing_state: 'expired',
  slack_oauth_missing_code: 'expired',
  slack_oauth_installer_authorization_error: 'cancelled',
}

interface Named {
  readonly name: string
  readonly id: string
}

const tenantOf = (granted: Granted): string =>
  (granted.isEnterpriseInstall === true ? granted.enterprise?.id : granted.team?.id) ?? ''
const nameOf = (granted: Granted): string =>
  (granted.isEnterpriseInstall === true ? granted.enterprise?.name : granted.team?.name) ?? ''
const named = (granted: Granted): Named => ({ name: nameOf(granted).slice(0, 80), id: tenantOf(granted) })

async function objectionTo(
  granted: Granted,
  { allowedTeams }: InstallOptions,
): Promise<'notAllowed' | 'rotation' | 'failed' | null> {
  const tenant = tenantOf(granted)
  if (tenant === '' || granted.bot === undefined) return 'failed'
  const asked = { tenant, enterprise: granted.enterprise?.id ?? null, state: 'pending' } as const
  if (allowedTeams !== null && !isAllowed(asked, allowedTeams)) return 'notAllowed'
  // Refused before anybody relies on it: an expiring token that two processes refresh at once is lost to both.
  return granted.bot.refreshToken === undefined && granted.bot.expiresAt === undefined ? null : 'rotation'
}

/** A token that we have no use for is not left lying about. */
async function giveBack({ bot }: Granted, { connection }: InstallOptions): Promise<void> {
  if (bot === undefined) return
  const client = webClient({ ...connection, botToken: bot.token }, 5_000)
  await client.auth.revoke().catch(() => undefined)
}

async function store(granted: Granted, options: InstallOptions): Promise<void> {
  const { installations, vault, allowedTeams, now, log } = options
  const tenant = tenantOf(granted)
  const before = await installations.find('slack', tenant)
  // Whom the operator allowed once need not be allowed again, until they remove it.
  const known = before !== null && before.state !== 'pending'
  const installation: Installation = {
    platform: 'slack',
    tenant,
    name: nameOf(granted).slice(0, 80),
    enterprise: granted.enterprise?.id ?? null,
    orgWide: granted.isEnterpriseInstall === true,
    bot: granted.bot?.userId ?? '',
    scopes: granted.bot?.scopes ?? [],
    sealed: sealToken(vault, tenant, granted.bot?.token ?? ''),
    state: allowedTeams !== null || known ? 'active' : 'pending',
    installedAt: now(),
    installedBy: granted.user.id,
    gone: null,
  }
  await installations.save(installation)
  log.info('the app was installed', { tenant, state: installation.state })
}

/** Slack's page of consent; a Slack server of one's own has it at the same place. */
function authorizationUrl(apiUrl: string): string {
  return new URL('/oauth/v2/authorize', apiUrl).href
}
