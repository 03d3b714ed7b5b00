import { setTimeout as pause } from 'node:timers/promises'
import { interactiveElements } from '../../../adapters/sandbox/slack-server/ids.ts'
import type { SlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import type { Inputs } from '../../../adapters/sandbox/slack-server/input.ts'
import { textAt } from '../../../adapters/sandbox/slack-server/json.ts'
import { conversationsOf, type View } from '../../../adapters/sandbox/slack-server/workspace.ts'
import { waitFor } from '../../../adapters/sandbox/tour/drive.ts'
import type { Chance } from './chance.ts'
import { fillIn } from './fill-in.ts'
import { markOf } from './witness.ts'

/** People who click: each one thing after the other, all of them at once. */
export interface Crowd {
  /** From now on nobody begins anything. Resolves when what was begun has ended; rejects if a person was at a loss. */
  goHome(): Promise<void>
}

export interface CrowdOptions {
  readonly slack: SlackServer
  readonly chance: Chance
  /** Resolves when there is a bot to talk to, or when it is time to go home. */
  readonly bot: () => Promise<void>
  readonly isUp: () => boolean
  /** How long somebody looks at their screen before they do the next thing, in milliseconds; not at all by default. */
  readonly glance?: number
  /** Ids of those who are there; everybody by default. */
  readonly present?: readonly string[]
}

/** How often each asks for an approval instead of answering what waits. */
const people: readonly { readonly user: string; readonly asks: number }[] = [
  { user: 'U0MARA0001', asks: 0.35 },
  { user: 'U0TOM00002', asks: 0.35 },
  { user: 'U0SAM00003', asks: 0.02 },
  { user: 'U0NOOR0004', asks: 0 },
  { user: 'U0LENA0005', asks: 0.02 },
  { user: 'U0OSKAR006', asks: 0 },
  { user: 'U0CARLA007', asks: 0 },
  { user: 'U0EMIL0008', asks: 0 },
]
/** Longer than the emulated Slack waits for an acknowledgement, in milliseconds. */
const patience = 3_500
/** Verbs that end a request before much has happened to it, or that nothing typed belongs to. */
const rarely = new Set(['withdraw', 'revoke', 'reschedule', 'details', 'template'])

export function gather(options: CrowdOptions): Crowd {
  let over = false
  let marks = 0
  const nextMark = () => {
    marks += 1
    return markOf(marks)
  }
  const { present, glance = 0 } = options
  const there = people.filter(({ user }) => present === undefined || present.includes(user))
  const lives = there.map(async ({ user, asks }) => {
    const person = createPerson(user, asks, { ...options, chance: options.chance.branch() }, nextMark)
    while (!over) {
      await options.bot()
      if (!over) await person.act()
      if (!over && glance > 0) await pause(glance)
    }
  })
  const everybody = Promise.all(lives)
  // Whoever was at a loss is heard of when all go home.
  everybody.catch(() => {})
  return {
    async goHome() {
      over = true
      options.slack.workspace.changed()
      await everybody
    },
  }
}

function createPerson(user: string, asks: number, options: CrowdOptions, nextMark: () => string) {
  const { slack, chance, isUp } = options
  const { workspace } = slack
  /** What was entered in a form that is still open: pressed again, it is the same click. */
  const entered = new Map<string, Inputs>()
  const topView = () => workspace.modals.get(user)?.at(-1) ?? null
  const close = (view: View) => slack.closeView({ user, view: view.id, all: true })
  const upload = () =>
    slack.upload({ user, name: 'picture.png', mimeType: 'image/png', bytes: Buffer.from(`${chance.draw()}`) })
      .id

  async function ask(): Promise<void> {
    const [direct] = conversationsOf(workspace, user).filter(({ type }) => type === 'im')
    if (direct === undefined) throw new Error(`${user} has no direct messages`)
    const text = chance.oneOf(['post', 'channel'])
    await slack.command({ user, channel: direct.id, command: '/countersign', text })
    await waitFor(workspace, () => topView() ?? (isUp() ? null : true), patience)
  }

  async function click(): Promise<void> {
    const button = choose(buttonsOf(slack, user), chance)
    if (button === null && asks > 0) return ask()
    if (button === null) {
      await waitFor(workspace, () => (buttonsOf(slack, user).length > 0 || !isUp() ? true : null), patience)
      return
    }
    const place = { in: 'message', channel: button.channel, ts: button.ts } as const
    const { blockId, actionId } = button
    const done = await slack.action({ user, place, blockId, actionId, input: null, inputs: {} })
    if (done.outcome !== 'done') return
    const acts = button.verb === 'accept_conditions'
    await waitFor(workspace, () => topView() ?? (isUp() ? null : true), acts ? 300 : patience)
  }

  async function finish(view: View): Promise<void> {
    const inputs = entered.get(view.id) ?? fillIn(view.definition, nextMark(), chance, upload)
    if (view.definition.callback_id !== 'form' || inputs === null) return void (await close(view))
    entered.set(view.id, inputs)
    const sent = await slack.submit({ user, view: view.id, inputs })
    if (sent.outcome === 'invalid')
      throw new Error(`a form was filled in wrongly: ${JSON.stringify(sent.problems)}`)
    const givesUp = sent.outcome === 'failed' && chance.likely(0.1)
    if (sent.outcome === 'errors' || givesUp) await close(view)
  }

  return {
    async act(): Promise<void> {
      const view = topView()
      if (view !== null) await finish(view)
      else if (chance.likely(asks)) await ask()
      else await click()
    },
  }
}

interface Button {
  readonly channel: string
  readonly ts: string
  readonly blockId: string
  readonly actionId: string
  readonly verb: string
  /** When its message last changed, in seconds. */
  readonly at: number
}

/** Every choice that the person sees, the newest message first. */
function buttonsOf({ workspace }: SlackServer, user: string): readonly Button[] {
  return conversationsOf(workspace, user)
    .flatMap(({ id, messages }) =>
      messages
        .filter(({ onlyFor }) => onlyFor === null)
        .flatMap(({ ts, edited, blocks }) =>
          interactiveElements(blocks).flatMap(({ blockId, actionId, element }) => {
            const [, verb] = actionId.split(':')
            if (!actionId.startsWith('choice:') || verb === undefined || textAt(element, 'type') !== 'button')
              return []
            return [{ channel: id, ts, blockId, actionId, verb, at: Number(edited ?? ts) }]
          }),
        ),
    )
    .sort((one, other) => other.at - one.at)
}

/** Mostly what is new and leads on; now and then something old, whose time may be over. */
function choose(buttons: readonly Button[], chance: Chance): Button | null {
  const fitting = chance.likely(0.06) ? buttons : buttons.filter(({ verb }) => !rarely.has(verb))
  const accept = fitting.slice(0, 12).find(({ verb }) => verb === 'accept_conditions')
  if (accept !== undefined && chance.likely(0.5)) return accept
  const within = chance.likely(0.15) ? fitting : fitting.slice(0, 8)
  return within.length === 0 ? null : chance.oneOf(within)
}
