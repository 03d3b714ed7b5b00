import type { MinuteOfDay, OwnHours } from '../domain/person/preferences.ts'
import { messagesIn } from './catalogue.ts'
import { type ChatName, chatNames } from './moved-card.ts'
import { asPlain, type Locale, type Plain } from './text.ts'

/** A choice that somebody made for themselves; null gives it back to the organisation. */
export type Chosen =
  | { readonly about: 'hours'; readonly hours: OwnHours | null }
  | { readonly about: 'digest'; readonly digest: MinuteOfDay | null }
  | { readonly about: 'chat'; readonly chat: ChatName | null }

/** What follows from a choice, in one paragraph. `zone` is the one that the person's clocks show. */
export function chosenText(
  chosen: Chosen,
  zone: string,
  locale: Locale,
): { readonly title: Plain; readonly message: Plain } {
  const { preferences } = messagesIn(locale)
  return { title: asPlain(preferences.saved), message: asPlain(messageOf(chosen, zone, locale)) }
}

function messageOf(chosen: Chosen, zone: string, locale: Locale): string {
  const { preferences, digest } = messagesIn(locale)
  if (chosen.about === 'digest')
    return chosen.digest === null ? digest.off : digest.chosen(clockTime(chosen.digest), zone)
  if (chosen.about === 'chat') {
    const { chats } = messagesIn(locale)
    return chosen.chat === null ? chats.unchosen : chats.chosen(chatNames[chosen.chat])
  }
  const { hours } = chosen
  return hours === null
    ? preferences.organisationHours(zone)
    : preferences.hours(clockTime(hours.from), clockTime(hours.to), zone)
}

/** Minutes since midnight as a clock shows them: 09:30. */
export const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
