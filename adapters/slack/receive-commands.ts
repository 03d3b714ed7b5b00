/** The slash command, the global shortcut, and App Home. All are acknowledged at once. */
import { readCommand } from '../../src/view/commands.ts'
import { sayings } from '../../src/view/sayings.ts'
import type { Desk } from './desk.ts'
import {
  commandBody,
  commandOrigin,
  homeBody,
  homeOrigin,
  type Origin,
  originOf,
  shortcutBody,
} from './payload.ts'
import { comeBack, goAway } from './receive-absence.ts'
import { type Acknowledge, compose, details, overview } from './receive-actions.ts'
import { composeFromMessage } from './receive-drafts.ts'
import { publish } from './receive-home.ts'
import { prefer } from './receive-wishes.ts'
import { sayingTab } from './render-home.ts'
import { menuView } from './render-notice.ts'

export const shortcutCallback = 'request_approval'
/** In the menu of a message. */
export const messageShortcutCallback = 'request_approval_for_message'

async function menu(desk: Desk, origin: Origin): Promise<void> {
  const help = await desk.service.help({ identity: origin.identity })
  await desk.show(menuView(help), origin, help.locale)
}

async function command(desk: Desk, origin: Origin, text: string, key: string): Promise<void> {
  const asked = readCommand(text)
  switch (asked?.does) {
    case 'compose':
      return compose(desk, origin, asked.kind)
    case 'details':
      return details(desk, origin, { number: asked.number }, 0)
    case 'away':
      return goAway(desk, origin, asked.words, key)
    case 'back':
      return comeBack(desk, origin, null, key)
    case 'overview':
      return overview(desk, origin)
    case 'prefer':
      return prefer(desk, origin, asked)
    case undefined:
      return menu(desk, origin)
    default:
      return asked satisfies never
  }
}

async function guarded(desk: Desk, origin: Origin, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    desk.fault('answering a command failed', error)
    await desk.tell(sayings.fault(desk.locale), origin)
  }
}

/** One slash command. Never throws; always acknowledges. `name` is ours, with the slash. */
export async function onCommand(
  desk: Desk,
  payload: unknown,
  acknowledge: Acknowledge,
  name: string,
): Promise<void> {
  await acknowledge()
  const parsed = commandBody.safeParse(payload)
  if (!parsed.success) return desk.log.warn('a command of an unknown shape was ignored')
  const origin = commandOrigin(parsed.data, await desk.workspace())
  await guarded(desk, origin, async () => {
    const { command: typed, text, trigger_id: trigger } = parsed.data
    // Slack gives each use of a command a trigger of its own.
    const key = `slack:${origin.team}:command:${trigger ?? `${origin.user}:${desk.now()}`}`
    if (typed === name) await command(desk, origin, text ?? '', key)
    else await desk.tell(sayings.stale(desk.locale, false), origin)
  })
}

/** One shortcut. Never throws; always acknowledges. */
export async function onShortcut(desk: Desk, payload: unknown, acknowledge: Acknowledge): Promise<void> {
  await acknowledge()
  const parsed = shortcutBody.safeParse(payload)
  if (!parsed.success) return desk.log.warn('a shortcut of an unknown shape was ignored')
  const origin = originOf(parsed.data, await desk.workspace())
  await guarded(desk, origin, async () => {
    const { callback_id: callback, message } = parsed.data
    if (callback === shortcutCallback) await menu(desk, origin)
    else if (callback === messageShortcutCallback) await composeFromMessage(desk, origin, message ?? {})
    else await desk.tell(sayings.stale(desk.locale, false), origin)
  })
}

/** One `app_home_opened` event, which Bolt has acknowledged. Never throws. */
export async function onHomeOpened(desk: Desk, payload: unknown): Promise<void> {
  const parsed = homeBody.safeParse(payload)
  if (!parsed.success) return desk.log.warn('an event of an unknown shape was ignored')
  if (parsed.data.event.tab === 'messages') return
  const origin = homeOrigin(parsed.data, await desk.workspace())
  try {
    await publish(desk, origin)
  } catch (error) {
    desk.fault('publishing an App Home failed', error)
    const view = sayingTab(sayings.fault(desk.locale))
    await desk.client.views
      .publish({ user_id: origin.user, view })
      .catch((again: unknown) => desk.fault('publishing an App Home failed again', again))
  }
}
