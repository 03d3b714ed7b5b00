/** The overview: written as a message, drawn anew in its place, and kept right while somebody may be looking at it. */
import type { Looking } from '../../src/app/home-looks.ts'
import type { RefusedAnswer } from '../../src/app/service.ts'
import { lookOf } from '../../src/codec/look.ts'
import { everything, type HomeLook, homeWish, narrowedBy, narrowings } from '../../src/view/cards.ts'
import { locales } from '../../src/view/text.ts'
import type { Press } from './button.ts'
import { CallFailed } from './call.ts'
import { activityOf } from './deliver.ts'
import type { Desk, Written } from './desk.ts'
import { readForm } from './form-values.ts'
import type { Origin } from './payload.ts'
import { homeMessage } from './render-home.ts'

type Shown = Awaited<ReturnType<Desk['service']['home']>>
type AtHome = Extract<Press, { press: 'home' }>

/** A message is among others, and so is a dialog not larger than one. */
const room = 'message'

const seen = (desk: Desk, { identity }: Origin, look: HomeLook): Promise<Shown> =>
  desk.service.home({ identity, look, room })

/** Answers with the overview, as a message of its own. */
export async function writeHome(desk: Desk, origin: Origin): Promise<void> {
  const shown = await seen(desk, origin, {})
  if (shown.outcome === 'refused') return desk.say(origin, shown)
  const written = await desk.write(origin, homeMessage(shown.home))
  if (written !== null) remember(desk, origin, written, {})
}

/** What the overview shows after a press on it. `data` holds what stands in its inputs. */
export async function homeAfter(desk: Desk, origin: Origin, press: AtHome, data: unknown): Promise<Shown> {
  const { does, look } = press
  if (does === 'show') return seen(desk, origin, look)
  const entered = inputsIn(data)
  if (does === 'find') return seen(desk, origin, lookOf(narrowedBy(look, entered)))
  return (await keep(desk, origin, press.was, entered)) ?? seen(desk, origin, look)
}

/** The overview that the press stood on shows this from now on. */
export function rememberPressed(desk: Desk, origin: Origin, look: HomeLook): void {
  const { place, pressed } = origin
  if (pressed !== null) remember(desk, origin, { ...place, activity: pressed }, look)
}

/** By the names of the choices: what stands in the inputs, the empty value for all. */
function inputsIn(data: unknown): Readonly<Record<string, string>> {
  const { values } = readForm(data)
  return Object.fromEntries(
    [...narrowings, 'words', 'language', 'digest', 'chat'].flatMap((id) => {
      const value = values[id]
      if (value?.type === 'text') return [[id, value.text]]
      return value?.type === 'choice' ? [[id, value.id ?? '']] : []
    }),
  )
}

/** Keeps what was chosen otherwise than it was; null where all of that was taken. */
async function keep(
  desk: Desk,
  { identity }: Origin,
  was: Readonly<Record<string, string>>,
  entered: Readonly<Record<string, string>>,
): Promise<RefusedAnswer | null> {
  const chosen = (id: string): string | null => {
    const value = entered[id] === everything ? '' : entered[id]
    return value === undefined || value === (was[id] ?? '') ? null : value
  }
  for (const about of ['digest', 'chat'] as const) {
    const value = chosen(about)
    if (value === null) continue
    const answer = await desk.service.prefer({ identity, wish: homeWish(about, value) })
    if (answer.outcome === 'refused') return answer
  }
  const language = chosen('language')
  if (language === null) return null
  const locale = locales.find((each) => each === language) ?? null
  const answer = await desk.service.chooseLanguage({ identity, locale, room })
  return answer.outcome === 'refused' ? answer : null
}

function remember(desk: Desk, origin: Origin, at: Written, look: HomeLook): void {
  const { identity } = origin
  let isPlanned = false
  const later = (milliseconds: number): void => {
    if (isPlanned) return
    isPlanned = true
    setTimeout(() => {
      isPlanned = false
      if (desk.looks.of(identity) === looking) void looking.redraw()
    }, milliseconds).unref()
  }
  const looking: Looking = {
    look,
    /** Something has changed for this person. Never throws. */
    async redraw() {
      // The cards themselves come first; the overview follows them when there is room for it again.
      const wait = await desk.pacer.take(at.conversation)
      if (wait > 0) return later(wait)
      try {
        const shown = await seen(desk, origin, look)
        if (shown.outcome === 'home')
          await desk.connector.update(at, at.activity, activityOf(homeMessage(shown.home)))
      } catch (error) {
        if (!(error instanceof CallFailed) || error.afterMs === null)
          return desk.fault('refreshing an overview failed', error)
        if (error.status === 429) await desk.pacer.hold(at.conversation, error.afterMs)
        later(error.afterMs)
      }
    },
  }
  desk.looks.remember(identity, looking, desk.now)
}
