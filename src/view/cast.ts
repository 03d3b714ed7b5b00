import type { WorkingTime } from '../domain/calendar/duration.ts'
import type { GroupId, Instant, PersonId } from '../domain/flavour.ts'
import type { Actor } from '../domain/request/actor.ts'
import type { Policy } from '../domain/request/policy.ts'
import type { CardRole } from './card.ts'
import type { ChatName } from './moved-card.ts'
import type { Locale, Plain } from './text.ts'

/** Names for everything a card mentions. Total: an unknown person gets a neutral name, never an id. */
export interface Cast {
  person(id: PersonId): Plain
  group(id: GroupId): Plain
  /** Who belongs to the group, of the groups that choose whom they ask; null where that is not known. */
  members(id: GroupId): readonly PersonId[] | null
  /** Names of a chain level's members, for "waiting for …". */
  executives(level: number): readonly Plain[]
  platform(id: string): Plain
  /**
   * The words of one answer of a questionnaire, whatever version was answered; null where that version is not known
   * any more. Assessments record ids only, so that an answer means the same in every language.
   */
  answer(
    questionnaireId: string,
    version: number,
    questionId: string,
    optionId: string,
    locale: Locale,
  ): { readonly question: Plain; readonly option: Plain } | null
  /** IANA time zone for texts that must name a time in words; the platforms show instants in the reader's own. */
  readonly timezone: string
  /** The rules that a request would be submitted under now. */
  readonly rules: Policy
  /** The organisation's working time, for saying by when something can be met. */
  readonly calendar: WorkingTime
}

/** Who looks at the card, with the authority they have now. */
export interface Reader {
  readonly role: CardRole
  readonly actor: Actor
  readonly locale: Locale
  /** The digest of theirs that this request does not wait for; absent where there is none. */
  readonly notInDigest?: Instant
  /** Reads a card that stands where others see it too, each with a view of their own. */
  readonly amongOthers?: true
  /** Reads because they are kept informed: nothing is asked of them, and they see what is hidden from no reviewer. */
  readonly keptInformed?: true
  /** What the card says of the chat that it is in: that there is a choice, or why it is not in the one that was chosen. */
  readonly chat?: { readonly says: 'asks' } | { readonly says: 'instead'; readonly closed: ChatName }
  /** People whom the reader stood in for until a moment ago, so that the card says why it asks for nothing any more. */
  readonly stoodInFor?: readonly Plain[]
  /** Others read along whom the request does not concern. */
  readonly overheard?: true
  /** Set where they asked for everything about the request. */
  readonly inDetail?: true
}
