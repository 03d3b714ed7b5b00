import type { GroupId, Instant, PersonId } from '../domain/flavour.ts'
import type { Actor } from '../domain/request/actor.ts'
import type { RequestKind, Revision } from '../domain/request/content.ts'
import type { GroupOutcome } from '../domain/request/decision.ts'
import {
  type AllowedVerb,
  allowedVerbs,
  currentRevision,
  groupOutcomes,
  maySeeDecisionOf,
} from '../domain/request/queries.ts'
import type { Request } from '../domain/request/state.ts'
import type { Verb } from '../domain/request/verbs.ts'
import type { CardRole } from './card.ts'
import type { Cast, Reader } from './cast.ts'
import { type Messages, messagesIn } from './catalogue.ts'
import { listOf, sentence, textOf } from './rich.ts'
import type { Inline, Locale, Plain, Rich } from './text.ts'
import { instantOf, timeInWords } from './time.ts'

/** A group as the reader may see it: `hidden` stands for every outcome, also for none. */
export interface GroupSight {
  readonly id: GroupId
  readonly name: Plain
  readonly outcome: GroupOutcome | 'hidden'
}

/** One request through one reader's eyes: everything that a text depends on, and nothing that the reader may not know. */
export interface Sight {
  readonly request: Request
  readonly role: CardRole
  readonly actor: Actor
  /** The card stands in a place of several people. */
  readonly shared: boolean
  readonly locale: Locale
  readonly cast: Cast
  readonly at: Instant
  readonly messages: Messages
  readonly revision: Revision
  readonly kind: RequestKind
  /** "Post #142", at the start of a sentence. */
  readonly name: string
  readonly nameInside: string
  readonly allowed: readonly AllowedVerb[]
  /** In the policy's order. */
  readonly groups: readonly GroupSight[]
}

export function sightOf(request: Request, reader: Reader, cast: Cast, at: Instant): Sight {
  const messages = messagesIn(reader.locale)
  const revision = currentRevision(request)
  const { kind } = revision.content
  return {
    request,
    role: reader.role,
    actor: reader.actor,
    shared: reader.amongOthers === true || reader.actor.person === '',
    locale: reader.locale,
    cast,
    at,
    messages,
    revision,
    kind,
    name: messages.terms.name[kind](request.number),
    nameInside: messages.terms.nameInside[kind](request.number),
    allowed: allowedVerbs(request, reader.actor, at),
    groups: Object.entries(groupOutcomes(request)).map(([id, outcome]) => ({
      id,
      name: cast.group(id),
      outcome: maySeeDecisionOf(request, reader.actor, id, at) ? outcome : 'hidden',
    })),
  }
}

const nobody: Actor = {
  person: '',
  standing: 'active',
  mayRequest: false,
  groups: [],
  executiveLevels: [],
}

/**
 * A request as a conversation of several people sees it: nobody's choices, and, while votes are independent, no
 * group's decision, because somebody in the conversation may still have to decide.
 */
export function sharedSightOf(request: Request, locale: Locale, cast: Cast, at: Instant): Sight {
  const sight = sightOf(request, { role: 'observer', actor: nobody, locale }, cast, at)
  const hiding = request.policy.independentVotes && request.status === 'in_review'
  return hiding
    ? { ...sight, groups: sight.groups.map((group) => ({ ...group, outcome: 'hidden' as const })) }
    : sight
}

export const may = (sight: Sight, verb: Verb): boolean => sight.allowed.some((each) => each.verb === verb)
export const isHiding = (sight: Sight): boolean => sight.groups.some(({ outcome }) => outcome === 'hidden')

export const person = ({ cast }: Sight, id: PersonId): Inline => ({
  type: 'person',
  person: id,
  name: cast.person(id),
})
/** "Bea", or "Bea for Anna" where Anna is away and Bea decided in her stead. */
export const speakerOf = (
  sight: Sight,
  { by, onBehalfOf }: { readonly by: PersonId; readonly onBehalfOf?: PersonId },
): Rich =>
  onBehalfOf === undefined
    ? [person(sight, by)]
    : sight.messages.positions.onBehalf(person(sight, by), person(sight, onBehalfOf))
export const requesterOf = (sight: Sight): Inline => person(sight, sight.request.requester)
export const instant = ({ locale, cast }: Sight, at: Instant): Inline => instantOf(at, locale, cast.timezone)
/** The same for a headline, which holds no pieces. */
export const timeOf = ({ locale, cast }: Sight, at: Instant): string => timeInWords(at, locale, cast.timezone)

export const namesOfGroups = ({ cast, locale }: Sight, groups: readonly GroupId[]): Rich =>
  listOf(
    groups.map((group) => [textOf(cast.group(group))]),
    locale,
  )

/** Groups whose outcome the reader sees and that is one of these. */
export const groupsThatAre = (sight: Sight, ...outcomes: readonly GroupOutcome[]): readonly GroupId[] =>
  sight.groups.filter(({ outcome }) => outcome !== 'hidden' && outcomes.includes(outcome)).map(({ id }) => id)

/** "A, B or C", or a neutral word where nobody is known. */
export function executivesOf({ cast, locale, messages }: Sight, level: number): Rich {
  const names = cast.executives(level)
  return names.length === 0
    ? sentence(messages.terms.unnamedExecutive)
    : listOf(
        names.map((name) => [textOf(name)]),
        locale,
        'any',
      )
}
