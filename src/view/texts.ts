import type { Refusal } from '../domain/request/refusal.ts'
import type { RequestStatus } from '../domain/request/state.ts'
import { tiers } from '../domain/risk/types.ts'
import { type Messages, messagesIn } from './catalogue.ts'
import { chatNames } from './moved-card.ts'
import { sentence } from './rich.ts'
import { asPlain, type Locale, type Plain, type Rich } from './text.ts'

/** A refusal as a person reads it: what happened, and what to do next. */
export function refusalText(
  refusal: Refusal,
  locale: Locale,
): { readonly title: Plain; readonly lines: readonly Rich[] } {
  const messages = messagesIn(locale)
  const { title, happened, next } = messages.refusals[refusal.code](wordsFor(refusal, messages))
  return { title: asPlain(title), lines: [sentence(happened), sentence(next)] }
}

/** Values of a refusal in words; empty where they are missing or unknown, so that no code ever reaches a person. */
function wordsFor({ params }: Refusal, { terms }: Messages) {
  const status = params.status
  const tier = tiers.find((each) => each === params.tier)
  const text = (value: string | number | undefined) => (value === undefined ? '' : String(value))
  return {
    status: isStatus(status, terms) ? terms.statusInWords[status] : '',
    tier: tier === undefined ? '' : terms.tier[tier],
    count: typeof params.count === 'number' ? String(params.count) : '',
    days: text(params.days),
    who: text(params.who),
    words: text(params.words),
    instead: text(params.instead),
    first: text(params.first),
    chat: params.chat === 'slack' || params.chat === 'teams' ? chatNames[params.chat] : '',
    ago: params.ago === 'moment' ? ('moment' as const) : ('' as const),
  }
}

const isStatus = (value: unknown, terms: Messages['terms']): value is RequestStatus =>
  typeof value === 'string' && Object.hasOwn(terms.statusInWords, value)

/** What happened, in one sentence, after a committed action. */
export const doneText = (
  action: 'submitted' | 'revised' | 'decided' | 'undone' | 'ruled' | 'recorded',
  number: number,
  locale: Locale,
): Plain => asPlain(messagesIn(locale).general.done[action](number))

/** What the slash command can do; `command` with its slash, as configured. */
export function helpText(
  command: string,
  locale: Locale,
): { readonly title: Plain; readonly lines: readonly Rich[] } {
  const { helpTitle, help } = messagesIn(locale).general
  return { title: asPlain(helpTitle), lines: help(command) }
}
