/** What a test can do to the emulated Slack that no person can: break a method, forge a delivery, read the log. */
import type { RequestHandler } from 'express'
import type { SlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import { stateValues } from '../../../adapters/sandbox/slack-server/inputs.ts'
import { isJson, type Json, listAt } from '../../../adapters/sandbox/slack-server/json.ts'
import { base, userJson } from '../../../adapters/sandbox/slack-server/payloads.ts'
import { viewJson } from '../../../adapters/sandbox/slack-server/view-json.ts'
import type { Account } from '../../../adapters/sandbox/slack-server/workspace.ts'
import type { Entries } from './screen.ts'
import { type Delivered, deliver, type Forgery, signed } from './signed.ts'
import { inputsFrom } from './slack-form.ts'

/** What Slack answers instead; null lets the call through. */
type Instead = (args: Json) => Json | null

const signInPath = '/signin'

export class SlackControl {
  readonly server: SlackServer
  readonly #options: { readonly url: () => string; readonly secret: string }
  readonly #instead = new Map<string, Instead>()
  readonly #limits = new Map<string, { readonly seconds: number; readonly called: () => void }>()
  readonly #errors: string[] = []
  readonly #mute = new Set<string>()
  readonly #pardoned: RegExp[] = []

  constructor(server: SlackServer, options: { url: () => string; secret: string }) {
    this.server = server
    this.#options = options
    let last = 0
    // The log forgets; a long story must not outlive its errors.
    server.workspace.onChange(() => {
      const fresh = server.workspace.log.entries().filter(({ id }) => id > last)
      last = Math.max(last, ...fresh.map(({ id }) => id))
      for (const { outcome, title, problems, sent } of fresh)
        if (outcome === 'error') this.#errors.push(`${title}: ${problems.join('; ')} ${JSON.stringify(sent)}`)
    })
  }

  /** Goes before the server's own router. */
  readonly middleware: RequestHandler = (request, response, next) => {
    if (request.path === signInPath) {
      response.type('html').send('<!doctype html><title>Sign in | Slack</title>')
      return
    }
    const method = request.path.replace(/^\/api\//, '')
    const body: unknown = request.body
    if (this.#mute.has(method)) response.json = () => response.destroy()
    const limit = this.#limits.get(method)
    if (limit !== undefined) {
      limit.called()
      response.status(429).set('Retry-After', String(limit.seconds)).json({ ok: false, error: 'ratelimited' })
      return
    }
    const answer = this.#instead.get(method)?.(isJson(body) ? body : {}) ?? null
    if (answer === null) next()
    else response.json(answer)
  }

  /** What Slack shows, with status 200, to whoever may not have a file. */
  get signInPage(): string {
    return `${new URL(this.#options.url()).origin}/emulated${signInPath}`
  }

  /** From now on a method answers otherwise. */
  answers(method: string, instead: Instead): void {
    this.#instead.set(method, instead)
  }

  /** From now on a method asks to wait; `called` hears of every call. */
  limits(method: string, seconds: number, called: () => void): void {
    this.#limits.set(method, { seconds, called })
  }

  /** From now on a method does what it is asked to, and the connection breaks before its answer arrives. */
  losesAnswersOf(method: string): void {
    this.#mute.add(method)
  }

  /** From now on a method fails, as it does when Slack is in trouble. */
  breaks(method: string): void {
    this.answers(method, () => ({ ok: false, error: 'internal_error' }))
  }

  mends(method: string): void {
    this.#instead.delete(method)
    this.#limits.delete(method)
    this.#mute.delete(method)
  }

  /** Lets errors of the developer log pass that a test is about. */
  pardons(pattern: RegExp): void {
    this.#pardoned.push(pattern)
  }

  /** What the bot did wrong in Slack's eyes, and is not pardoned. */
  errors(): readonly string[] {
    return this.#errors.filter((line) => !this.#pardoned.some((pattern) => pattern.test(line)))
  }

  /** The payload of the newest delivery whose title begins so. */
  lastDelivery(title: string): Json {
    const found = this.server.workspace.log
      .entries()
      .find((entry) => entry.direction === 'to_bot' && entry.title.startsWith(title))
    if (found === undefined || !isJson(found.sent)) throw new Error(`no delivery ${title}`)
    return found.sent
  }

  /** Changes an account, as an administrator would. */
  changes(user: string, change: Partial<Account>): void {
    const { accounts } = this.server.workspace
    const account = accounts.get(user)
    if (account !== undefined) accounts.set(user, { ...account, ...change })
  }

  /** Sends the bot a payload of the test's own. */
  delivers(payload: Json, forgery: Forgery): Promise<Delivered> {
    return deliver(this.#options.url(), payload, { secret: this.#options.secret, ...forgery })
  }

  /** A body and its headers, as Slack would send them. */
  signed(payload: Json, as: Forgery['as']): ReturnType<typeof signed> {
    return signed(payload, { as, secret: this.#options.secret })
  }

  /** Sends the open form of an account as a client would that checks nothing itself; gives the bot's answer. */
  async sendsUnchecked(user: string, entries: Entries): Promise<unknown> {
    const { workspace } = this.server
    const account = workspace.accounts.get(user)
    const view = workspace.modals.get(user)?.at(-1)
    if (account === undefined || view === undefined) throw new Error('there is no form to send')
    const blocks = listAt(view.definition, 'blocks')
    const inputs = inputsFrom(this.server, user, view, entries)
    const payload = {
      ...base(workspace),
      type: 'view_submission',
      user: userJson(workspace, account),
      trigger_id: '1.2.3',
      view: viewJson(workspace, view, stateValues(workspace, blocks, inputs, '')),
    }
    return (await this.delivers(payload, { as: 'interaction' })).body
  }
}
