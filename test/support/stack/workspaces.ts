/** The whole product with several emulated workspaces in which the app is installed, removed and installed again. */
import { randomBytes } from 'node:crypto'
import express from 'express'
import { expect, onTestFinished } from 'vitest'
import { organisationYaml, personas } from '../../../adapters/sandbox/organisation.ts'
import { createSlackServer, type SlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import { eventPayload } from '../../../adapters/sandbox/slack-server/payloads.ts'
import { createVault } from '../../../adapters/secrets/vault.ts'
import type { Vault } from '../../../src/app/ports.ts'
import { ManualClock } from '../clock.ts'
import { BrowserFlow } from './browser-flow.ts'
import { Person } from './person.ts'
import { startProduct } from './product.ts'
import { deliver } from './signed.ts'
import { slackClient } from './slack-client.ts'
import { connectSlack, signingSecret } from './slack-platform.ts'

const publicUrl = 'https://countersign.example.com'

interface Emulated {
  readonly server: SlackServer
  /** The token of the present installation; null when there is none. */
  token: string | null
}

/**
 * `tenants`: the emulated workspaces, all with the sandbox's people under the same account ids, which tells mistaken tokens.
 * `allowed`: those that may install the app; all of them by default, null for a word of the operator each time.
 */
export async function startWorkspaces(
  tenants: readonly string[],
  options: { organisationYaml?: string; allowed?: readonly string[] | null; vault?: Vault } = {},
) {
  const clock = new ManualClock()
  const emulated = new Map<string, Emulated>()
  const calls: { readonly tenant: string; readonly method: string }[] = []
  let origin = ''
  let tokens = 0
  const codes = new Map<string, string>()
  const mistaken = new Set<string>()
  const vault = options.vault ?? createVault([randomBytes(32)])
  const eventsUrl = () => `${origin}/slack/events`
  for (const tenant of tenants)
    emulated.set(tenant, {
      token: null,
      server: createSlackServer({
        clock,
        signingSecret,
        botToken: `xoxb-emulated-${tenant}`,
        team: { id: tenant, name: `Workspace ${tenant}`, domain: tenant.toLowerCase() },
        eventsUrl,
        origin: () => `${origin}/workspaces/${tenant}`,
        rateLimits: false,
      }),
    })
  const product = await startProduct({
    organisationYaml: options.organisationYaml ?? organisationYaml,
    clock,
    connect: [
      connectSlack(
        (address) => {
          origin = address
          return `${address}/emulated/api/`
        },
        {
          clientId: '1.1',
          clientSecret: 'secret',
          publicUrl,
          allowedTeams: options.allowed === undefined ? tenants : options.allowed,
          vault,
        },
      ),
    ],
    mount: (app) => {
      for (const [tenant, { server }] of emulated) app.use(`/workspaces/${tenant}`, server.router)
      app.post(
        '/emulated/api/oauth.v2.access',
        express.urlencoded({ extended: false }),
        (request, response) => {
          const tenant = codes.get(String(request.body.code)) ?? ''
          const one = emulated.get(tenant)
          if (one === undefined) return void response.json({ ok: false, error: 'invalid_code' })
          one.token = `xoxb-${tenant}-${++tokens}`
          response.json({
            ok: true,
            app_id: 'A0COUNTER1',
            access_token: one.token,
            token_type: 'bot',
            scope: 'chat:write,commands',
            bot_user_id: one.server.workspace.app.user,
            team: { id: tenant, name: one.server.workspace.team.name },
            enterprise: null,
            is_enterprise_install: false,
            authed_user: { id: personas[0]?.id },
          })
        },
      )
      app.use('/emulated', (request, response, next) => {
        const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
        const [tenant, one] = [...emulated].find(([, { token: present }]) => present === token) ?? []
        const method = request.path.replace('/api/', '')
        if (tenant === undefined || one === undefined) {
          calls.push({ tenant: 'revoked', method })
          return void response.json({ ok: false, error: 'token_revoked' })
        }
        calls.push({ tenant, method })
        if (mistaken.has(tenant)) return void response.json({ ok: false, error: 'invalid_auth' })
        request.headers.authorization = `Bearer xoxb-emulated-${tenant}`
        one.server.router(request, response, next)
      })
    },
  })
  const refused: string[] = []
  onTestFinished(() => {
    for (const { server } of emulated.values()) {
      for (const { outcome, title, problems } of server.workspace.log.entries())
        if (outcome === 'error') refused.push(`${title}: ${problems.join('; ')}`)
      server.close()
    }
    expect(
      refused.filter(
        (line) => !/user_not_found|users_not_found|no_such_subteam|channel_not_found/.test(line),
      ),
    ).toEqual([])
  })
  const at = (tenant: string): Emulated => {
    const one = emulated.get(tenant)
    if (one === undefined) throw new Error(`no workspace ${tenant}`)
    return one
  }
  /** An event that says nothing about anybody. */
  const event = async (tenant: string, about: Record<string, unknown>) => {
    const payload = eventPayload(at(tenant).server.workspace, about)
    const answer = await deliver(eventsUrl(), payload, { as: 'event', secret: signingSecret })
    await product.settle()
    return { answer, again: () => deliver(eventsUrl(), payload, { as: 'event', secret: signingSecret }) }
  }
  return {
    ...product,
    clock,
    vault,
    calls,
    event,
    eventsUrl,
    server: (tenant: string) => at(tenant).server,
    /** Somebody installs the app there in a browser; gives the page at the end. */
    async install(tenant: string) {
      const browser = new BrowserFlow({ [publicUrl]: product.origin })
      const begun = await browser.open(`${publicUrl}/slack/install/begin`, null, `${product.origin}/oauth`)
      const state = new URL(begun.url).searchParams.get('state') ?? ''
      const code = randomBytes(8).toString('hex')
      codes.set(code, tenant)
      const page = await browser.open(`${publicUrl}/slack/oauth_redirect?code=${code}&state=${state}`)
      await product.settle()
      return page
    },
    /** Slack takes the token no more; nobody is told. */
    revoke(tenant: string) {
      at(tenant).token = null
    },
    /** Slack refuses a good token, for as long as its own trouble lasts. */
    mistakes(tenant: string, lasts: boolean) {
      if (lasts) mistaken.add(tenant)
      else mistaken.delete(tenant)
    },
    person(tenant: string, handle: string): Person {
      const found = personas.find((one) => one.handle === handle)
      if (found === undefined) throw new Error(`there is no ${handle}`)
      return new Person(
        found.id,
        found.name,
        slackClient(at(tenant).server, product.organisation.command, product.settle),
      )
    },
    installation: (tenant: string) => product.database.installations.find('slack', tenant),
  }
}
