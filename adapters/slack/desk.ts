/** Answers one person at once: a modal where one can be opened, else a message that only they see. */
import type { KnownBlock, ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { HomeLooks } from '../../src/app/home-looks.ts'
import type { Log } from '../../src/app/ports.ts'
import type { Service } from '../../src/app/service.ts'
import { type Saying, sayings } from '../../src/view/sayings.ts'
import type { Locale } from '../../src/view/text.ts'
import { faultOf, refusedWith } from './client.ts'
import type { LookUp } from './look-up.ts'
import type { Origin } from './payload.ts'
import { sayingMessage, sayingView } from './render-notice.ts'
import type { Workspace } from './workspace.ts'

export interface DeskOptions {
  /** The workspace that it answers in, where there may be several; null where there is one. */
  readonly tenant: string | null
  readonly service: Service
  readonly client: WebClient
  readonly workspace: () => Promise<Workspace>
  readonly lookUp: LookUp
  readonly log: Log
  /** Wall-clock time in epoch milliseconds: Slack's three seconds and signatures know no other. */
  readonly now: () => number
  /** The organisation's language, for when the person's is not known yet. */
  readonly locale: Locale
  /** Who has App Home before them. */
  readonly looks: HomeLooks
  /** Marks a request's cards to be drawn again; see `Store.redraw`. */
  readonly redraw: (request: string) => Promise<void>
}

export type Shown = 'shown' | 'late' | 'failed'
const expired = new Set([
  'expired_trigger_id',
  'invalid_trigger_id',
  'exchanged_trigger_id',
  'trigger_expired',
])

export class Desk {
  readonly tenant: string | null
  readonly service: Service
  readonly client: WebClient
  readonly lookUp: LookUp
  readonly log: Log
  readonly now: () => number
  readonly locale: Locale
  readonly looks: HomeLooks
  readonly #workspace: () => Promise<Workspace>
  readonly #redraw: (request: string) => Promise<void>

  constructor(options: DeskOptions) {
    this.tenant = options.tenant
    this.service = options.service
    this.client = options.client
    this.lookUp = options.lookUp
    this.log = options.log
    this.now = options.now
    this.looks = options.looks
    this.locale = options.locale
    this.#workspace = options.workspace
    this.#redraw = options.redraw
  }

  /** Our workspace, or null when Slack does not say: payloads tell enough to go on. */
  async workspace(): Promise<Workspace | null> {
    try {
      return await this.#workspace()
    } catch (error) {
      this.fault('asking Slack for the workspace failed', error)
      return null
    }
  }

  /** Logs a fault by its code, never by its words. */
  fault(message: string, error: unknown): void {
    const { error: code } = faultOf(error)
    const name = error instanceof Error ? error.name : 'unknown'
    this.log.error(message, { code, name })
  }

  async redraw(request: string): Promise<boolean> {
    try {
      await this.#redraw(request)
      return true
    } catch (error) {
      this.fault('marking a card to be redrawn failed', error)
      return false
    }
  }

  /** Shows a modal: over the one that is open, in place of the menu, or as the first. */
  async present(view: ModalView, origin: Origin): Promise<{ shown: Shown; view: string | null }> {
    const { trigger, modal } = origin
    try {
      if (modal?.callback === 'menu') {
        await this.client.views.update({ view_id: modal.id, view })
        return { shown: 'shown', view: modal.id }
      }
      if (trigger === null || trigger === '') return { shown: 'failed', view: null }
      const over = { trigger_id: trigger, view }
      const answer = await (modal === null ? this.client.views.open(over) : this.client.views.push(over))
      return { shown: 'shown', view: answer.view?.id ?? null }
    } catch (error) {
      const code = refusedWith(faultOf(error)) ?? ''
      if (expired.has(code)) return { shown: 'late', view: null }
      if (code === 'push_limit_reached' && modal !== null) {
        return { shown: await this.replace(view, modal.id), view: modal.id }
      }
      this.fault('showing a modal failed', error)
      return { shown: 'failed', view: null }
    }
  }

  /** Puts another view in a modal's place; needs no trigger, so it is never too late. */
  async replace(view: ModalView, id: string): Promise<Shown> {
    try {
      await this.client.views.update({ view_id: id, view })
      return 'shown'
    } catch (error) {
      this.fault('updating a modal failed', error)
      return 'failed'
    }
  }

  /** Tells the person, by whatever way is open. */
  async tell(saying: Saying, origin: Origin): Promise<void> {
    if (origin.trigger !== null && (await this.present(sayingView(saying), origin)).shown === 'shown') return
    await this.write(saying, origin)
  }

  /**
   * Tells the person by a message that only they see: where they clicked, or else in their direct messages. Blocks of
   * `below` stand under it.
   */
  async write(saying: Saying, origin: Origin, below: readonly KnownBlock[] = []): Promise<void> {
    const { text, blocks } = sayingMessage(saying)
    await this.whisper({ text, blocks: [...blocks, ...below] }, origin, null)
  }

  /** The same for any message; `thread` is the timestamp of the message that it answers. */
  async whisper(
    content: ReturnType<typeof sayingMessage>,
    origin: Origin,
    thread: string | null,
  ): Promise<void> {
    if (origin.channel !== null) {
      const answering = thread === null ? {} : { thread_ts: thread }
      try {
        await this.client.chat.postEphemeral({
          channel: origin.channel,
          user: origin.user,
          ...answering,
          ...content,
        })
        return
      } catch {
        // The bot may not be in that channel; direct messages always work.
      }
    }
    try {
      const opened = await this.client.conversations.open({ users: origin.user })
      await this.client.chat.postMessage({ channel: opened.channel?.id ?? origin.user, ...content })
    } catch (error) {
      this.fault('telling a person failed', error)
    }
  }

  /**
   * Shows what was asked for, or asks to click again when Slack's three seconds are over. Gives the id of the modal;
   * null when there is none.
   */
  async show(view: ModalView, origin: Origin, locale: Locale): Promise<string | null> {
    const presented = await this.present(view, origin)
    if (presented.shown === 'late') await this.write(sayings.slow(locale), origin)
    if (presented.shown === 'failed') await this.write(sayings.fault(locale), origin)
    return presented.view
  }
}
