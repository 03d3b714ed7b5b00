/** What somebody does in App Home: choosing what to see of it, turning its pages, and choosing a language. */
import { z } from 'zod'
import { lookOf } from '../../src/codec/look.ts'
import {
  everything,
  type HomeLook,
  homeSections,
  homeWish,
  narrowedBy,
  narrowings,
  turnedTo,
} from '../../src/view/cards.ts'
import { peopleIn } from '../../src/view/drawing.ts'
import { locales } from '../../src/view/text.ts'
import type { Desk } from './desk.ts'
import type { Origin } from './payload.ts'
import { decodeLook, homeModal, homeModalCallback, homeTab, sayingTab } from './render-home.ts'

/** Draws somebody's App Home anew, or the modal that shows the same, as they look at it. */
export async function publish(desk: Desk, origin: Origin, look?: HomeLook): Promise<void> {
  const seen = look ?? desk.looks.of(origin.identity)?.look ?? {}
  remember(desk, origin, seen)
  await show(desk, origin, await desk.service.home({ identity: origin.identity, look: seen }))
}

const isModal = ({ modal }: Origin): boolean => modal?.callback === homeModalCallback

/** The modal that shows the same is drawn anew by what is pressed in it, and by nothing else. */
const remember = (desk: Desk, origin: Origin, look: HomeLook): void => {
  if (!isModal(origin))
    desk.looks.remember(origin.identity, { look, redraw: () => refresh(desk, origin, look) }, desk.now)
}

/** Something has changed for this person. Never throws. */
async function refresh(desk: Desk, origin: Origin, look: HomeLook): Promise<void> {
  try {
    await show(desk, origin, await desk.service.home({ identity: origin.identity, look }))
  } catch (error) {
    desk.fault('refreshing an App Home failed', error)
  }
}

type Answer = Awaited<ReturnType<Desk['service']['home']>>

async function show(desk: Desk, origin: Origin, answer: Answer): Promise<void> {
  if (answer.outcome === 'refused') {
    if (isModal(origin)) await desk.tell(answer, origin)
    else await desk.client.views.publish({ user_id: origin.user, view: sayingTab(answer) })
    return
  }
  const { home } = answer
  const render = await desk.lookUp(peopleIn(home), [])
  if (origin.modal !== null && isModal(origin)) await desk.replace(homeModal(home, render), origin.modal.id)
  else await desk.client.views.publish({ user_id: origin.user, view: homeTab(home, render) })
}

const chosen = z.looseObject({ selected_option: z.looseObject({ value: z.string() }).nullish() })

/** An action of App Home's own controls. False where it is none of them. */
export async function onHomeAction(
  desk: Desk,
  origin: Origin,
  action: { readonly id: string; readonly value: unknown; readonly raw: unknown; readonly metadata: unknown },
): Promise<boolean> {
  if (!action.id.startsWith('home:')) return false
  const look = decodeLook(action.metadata)
  const option = chosen.safeParse(action.raw).data?.selected_option?.value ?? null
  if (action.id === 'home:language') {
    const locale = locales.find((each) => each === option) ?? null
    remember(desk, origin, look)
    await show(desk, origin, await desk.service.chooseLanguage({ identity: origin.identity, locale, look }))
    return true
  }
  if (action.id === 'home:digest' || action.id === 'home:chat') {
    const { identity } = origin
    const wish = homeWish(action.id === 'home:digest' ? 'digest' : 'chat', option ?? everything)
    const answer = await desk.service.prefer({ identity, wish })
    if (answer.outcome === 'refused') await desk.tell(answer, origin)
    await publish(desk, origin, look)
    return true
  }
  const next = lookAfter(action, look, option)
  if (next === null) return false
  await publish(desk, origin, next)
  return true
}

function lookAfter(
  { id, value }: { readonly id: string; readonly value: unknown },
  look: HomeLook,
  option: string | null,
): HomeLook | null {
  const filter = narrowings.find((each) => id === `home:filter:${each}`)
  if (filter !== undefined) return lookOf(narrowedBy(look, { [filter]: option ?? everything }))
  if (id === 'home:search') return lookOf(narrowedBy(look, { words: typeof value === 'string' ? value : '' }))
  const turned = /^home:page:(?:next|previous):(\w+)$/.exec(id)?.[1]
  const section = homeSections.find((each) => each === turned)
  const page = Number(value)
  if (section === undefined || !Number.isSafeInteger(page) || page < 0) return null
  return turnedTo(look, section, page)
}
