/** `Action.Execute`: what is pressed on a card acts at once, and the answer is the card as it is then. */
import { z } from 'zod'
import type { RefusedAnswer } from '../../src/app/service.ts'
import { type Saying, sayings } from '../../src/view/sayings.ts'
import type { Locale } from '../../src/view/text.ts'
import { type Press, readButton, requestOfButton } from './button.ts'
import type { Desk } from './desk.ts'
import type { Origin } from './payload.ts'
import { richText } from './plain-text.ts'
import { isAt } from './receive-doubles.ts'
import { homeAfter, rememberPressed } from './receive-home.ts'
import { render } from './render.ts'
import { absenceMessage } from './render-absence.ts'
import { renderHome } from './render-home.ts'
import { menuCard } from './render-notice.ts'

const value = z.looseObject({ action: z.looseObject({ data: z.unknown() }) })

const cardAnswer = (card: object) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: card,
})
/** Teams shows it to this person alone, above the card, which stays. */
const wordAnswer = (text: string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: text,
})
const tell = ({ title, lines }: Pick<Saying, 'title' | 'lines'>) =>
  wordAnswer([title, ...lines.map(richText)].join('\n\n'))

type Choice = Extract<Press, { press: 'choice' }>['claim']

/** What the pressed button carries. */
export const dataOfAction = (payload: unknown): unknown => value.safeParse(payload).data?.action.data

/** One `adaptiveCard/action`. Never throws. */
export async function onCardAction(desk: Desk, payload: unknown, origin: Origin): Promise<object> {
  const data = dataOfAction(payload)
  const press = readButton(data)
  try {
    if (press === null) return await stale(desk, data)
    if (press.press === 'refresh') return await asShown(desk, origin, press, isAutomatic(payload))
    if (press.press === 'draft' && press.does === 'discard') return await discard(desk, origin, press.draft)
    if (press.press === 'prefer') return await prefer(desk, origin, press.chat)
    if (press.press === 'home') return await atHome(desk, origin, press, data)
    if (press.press === 'absence' && press.does === 'back') return await comeBack(desk, origin, press)
    if (press.press !== 'choice') return await stale(desk, data)
    return await act(desk, origin, press.claim)
  } catch (error) {
    desk.fault('handling a click failed', error)
    if (press?.press === 'refresh') return noAnswer
    return tell(sayings.fault(localeOf(press, desk.locale)))
  }
}

const localeOf = (press: Press | null, otherwise: Locale): Locale =>
  press?.press === 'choice' ? press.claim.locale : otherwise

/** A button that means nothing (any more). The card is redrawn where the button still says of which request. */
async function stale(desk: Desk, data: unknown): Promise<object> {
  const request = requestOfButton(data)
  const redrawn = request !== null && (await desk.redraw(request))
  return tell(sayings.stale(localeOf(readButton(data), desk.locale), redrawn))
}

/** The message stays as it is: nobody asked anything, so that nobody is told either. */
const noAnswer = {
  statusCode: 500,
  type: 'application/vnd.microsoft.error',
  value: { code: 'InternalServerError', message: 'not now' },
}

const isAutomatic = (payload: unknown): boolean =>
  z.looseObject({ trigger: z.literal('automatic') }).safeParse(payload).success

/**
 * What a message is for this person, whose client asks for it once the message is on the screen, or because they pressed
 * "refresh". The answer is asked for again as long as it may be another one, and until it is certain which of two copies
 * is kept.
 */
async function asShown(
  desk: Desk,
  origin: Origin,
  { request, card }: Extract<Press, { press: 'refresh' }>,
  automatic: boolean,
): Promise<object> {
  if (card === null) return asSeen(desk, origin, request)
  const { identity, client, personal } = origin
  const kept = await desk.service.keptAt({ request, card })
  const inPlace = kept !== null && isAt(kept.reference, origin)
  const answer = await desk.service.look({ identity, request, card, inPlace })
  if (answer.outcome === 'refused') return automatic ? noAnswer : tell(answer)
  const settled = personal && inPlace && kept.certain
  const marks = { message: card, refreshFor: settled ? [] : [client] }
  return cardAnswer(render(answer.card, { ...desk.context, ...marks }).card)
}

/** The request's card as this person sees it now. */
async function asSeen(desk: Desk, origin: Origin, request: string): Promise<object> {
  const answer = await desk.service.details({ identity: origin.identity, request })
  return answer.outcome === 'refused' ? tell(answer) : cardAnswer(render(answer.card, desk.context).card)
}

async function act(desk: Desk, origin: Origin, claim: Choice): Promise<object> {
  const { request, verb, digest, subject } = claim
  if (verb === 'details' || verb === 'template') return asSeen(desk, origin, request)
  const answer = await desk.service.choose({
    identity: origin.identity,
    request,
    verb,
    digest,
    ...(subject === undefined ? {} : { subject }),
    dedupeKey: `${origin.key}:${verb}:${subject ?? ''}`,
  })
  switch (answer.outcome) {
    case 'refused':
      return refused(answer)
    case 'form':
      // It asks a question by now, which only a dialog can; the card that comes has the button for it.
      await desk.redraw(request)
      return tell(sayings.stale(claim.locale, true))
    case 'done':
      // What the answer shows to this person alone must not outlive it, even if the card comes to look as before.
      await desk.redraw(request)
      // A card that others see too must not turn into this person's own.
      return origin.personal && answer.told === undefined
        ? await asSeen(desk, origin, request)
        : tell(sayings.done(answer))
    default:
      return answer satisfies never
  }
}

async function prefer(desk: Desk, { identity }: Origin, chat: 'slack' | 'teams' | null): Promise<object> {
  const answer = await desk.service.prefer({ identity, wish: { about: 'chat', text: chat ?? 'off' } })
  if (answer.outcome === 'refused') return refused(answer)
  const { title, message } = answer
  // The card is the deliverer's, which moves it where it belongs now.
  return tell({ title, lines: [[{ type: 'text', text: message }]] })
}

/** A press on the overview: the answer takes its place. */
async function atHome(
  desk: Desk,
  origin: Origin,
  press: Extract<Press, { press: 'home' }>,
  data: unknown,
): Promise<object> {
  // An overview is its owner's alone: whatever stands where others see it is none.
  if (!origin.personal) return tell(sayings.stale(desk.locale, false))
  const shown = await homeAfter(desk, origin, press, data)
  if (shown.outcome === 'refused') return refused(shown)
  rememberPressed(desk, origin, shown.home.controls?.look ?? {})
  return cardAnswer(renderHome(shown.home))
}

/** The end of an absence: the answer takes the place of what the button stood on. */
async function comeBack(
  desk: Desk,
  origin: Origin,
  { absence, look }: Extract<Press, { press: 'absence' }>,
): Promise<object> {
  const { identity, key } = origin
  const answer = await desk.service.comeBack({ identity, absence, dedupeKey: key })
  if (answer.outcome === 'refused') return refused(answer)
  if (look !== null) return atHome(desk, origin, { press: 'home', does: 'show', look, was: {} }, null)
  await desk.looks.of(identity)?.redraw()
  return cardAnswer(absenceMessage(answer.view).card)
}

const refused = (answer: RefusedAnswer): object => tell(answer)

async function discard(desk: Desk, origin: Origin, draft: string): Promise<object> {
  const { identity } = origin
  const answer = await desk.service.discardDraft({ identity, draft })
  if (answer.outcome === 'refused') return tell(answer)
  return cardAnswer(menuCard(await desk.service.help({ identity }), 'message'))
}
