import type { Instant } from '../domain/flavour.ts'
import { type AllowedVerb, isOpen, isSlotMissed, mergedConditions } from '../domain/request/queries.ts'
import type { Request } from '../domain/request/state.ts'
import type { Verb } from '../domain/request/verbs.ts'
import type { Choice } from './card.ts'
import { limits, shorten } from './shorten.ts'
import { type Sight, timeOf } from './sight.ts'
import { asPlain } from './text.ts'

const primary: readonly Verb[] = ['approve', 'accept_conditions', 'rule_approve', 'meet_condition', 'publish']
const danger: readonly Verb[] = ['reject', 'rule_reject', 'withdraw', 'revoke']
const decisions: readonly Verb[] = [
  'approve',
  'approve_with_conditions',
  'request_changes',
  'reject',
  'state_position',
]
/** Always possible and never asked for. */
const standing: readonly Verb[] = ['withdraw', 'revoke', 'undo', 'take', 'hand_back']
/** Another slot is asked for only where the planned one has passed. */
const isAsked = ({ request }: Sight, verb: Verb): boolean =>
  verb === 'reschedule' ? isSlotMissed(request) : !standing.includes(verb)

/** Everything the reader may do, and the look at the whole request. */
export const choicesOf = (sight: Sight): readonly Choice[] => [
  ...sight.allowed.filter((allowed) => isShown(sight, allowed)).map((allowed) => choiceOf(sight, allowed)),
  ...templateOf(sight),
  detailsOf(sight),
]

/** To take something is for where others see it: in the channel of the group. It is handed back from one's own card. */
const isShown = ({ shared, role }: Sight, { verb }: AllowedVerb): boolean =>
  verb === 'take' ? shared && role === 'reviewer' : true

/** A finished request can be the beginning of the next one, for whoever asked for it. */
function templateOf({ request, actor, messages }: Sight): readonly Choice[] {
  if (isOpen(request) || actor.person !== request.requester) return []
  const { label, consequence } = messages.choices
  return [
    leadingTo('form', {
      verb: 'template',
      label: asPlain(label.template),
      style: 'normal',
      consequence: asPlain(consequence.template),
    }),
  ]
}

/**
 * The way from a message that is posted once to what can be done now. It carries no decision itself: nobody edits the
 * message, and a button to decide would stay in it for good.
 */
export const openingOf = (sight: Sight): Choice => {
  const asked = sight.allowed.some(({ verb }) => isAsked(sight, verb))
  return asked
    ? { ...detailsOf(sight), label: asPlain(sight.messages.choices.label.open), style: 'primary' }
    : detailsOf(sight)
}

export const detailsOf = ({ messages }: Sight): Choice =>
  leadingTo('act', {
    verb: 'details',
    label: asPlain(messages.choices.label.details),
    style: 'normal',
    consequence: asPlain(messages.choices.consequence.details),
  })

function leadingTo(then: Choice['then'], choice: Omit<Choice, 'then'>): Choice {
  return { ...choice, then }
}

/** A button for accepting names the conditions that it stands under, so that nobody accepts others unseen. */
const subjectOf = ({ request }: Sight, { verb, subject }: AllowedVerb): string | undefined =>
  verb === 'accept_conditions'
    ? conditionsToAccept(request)
        .map(({ id }) => id)
        .join()
    : subject

const conditionsToAccept = (request: Request) =>
  request.status === 'conditions_offered' ? request.conditions : mergedConditions(request)

function thenOf({ request }: Sight, { verb, subject = '' }: AllowedVerb): Choice['then'] {
  // Taking back is for a mis-click: to ask whether it is meant would only use up the minute.
  if (verb === 'undo' || verb === 'hand_back') return 'act'
  // Whoever takes it over from a colleague is asked once.
  if (verb === 'take') return request.taken[subject] === undefined ? 'act' : 'confirm'
  return verb === 'accept_conditions' ? 'confirm' : 'form'
}

function choiceOf(sight: Sight, allowed: AllowedVerb): Choice {
  const { verb } = allowed
  const subject = subjectOf(sight, allowed)
  return leadingTo(thenOf(sight, allowed), {
    verb,
    ...(subject === undefined ? {} : { subject }),
    label: shorten(labelOf(sight, verb, subject), limits.choiceLabel),
    style: styleOf(sight.request, verb),
    consequence: asPlain(consequenceOf(sight, verb)),
  })
}

/** A slot that is chosen at one press; the button carries it, and the press is judged like a typed one. */
export const suggestedSlotChoice = (sight: Sight, slot: Instant): Choice =>
  leadingTo('confirm', {
    verb: 'reschedule',
    subject: String(slot),
    label: shorten(sight.messages.plan.choose, limits.choiceLabel),
    style: 'primary',
    consequence: asPlain(sight.messages.plan.chosen(timeOf(sight, slot))),
  })

/** The slot that the button of a suggestion carries; null for the button that leads to the form. */
export const suggestedSlotOf = (subject: string | undefined): Instant | null =>
  subject !== undefined && /^\d{1,15}$/.test(subject) ? Number(subject) : null

/**
 * What several people in one conversation may do. Without a subject: for which group somebody speaks is known only
 * once the click says who it is.
 */
export const sharedChoicesOf = (sight: Sight, verbs: readonly Verb[]): readonly Choice[] => [
  ...verbs.map((verb) => choiceOf(sight, { verb })),
  detailsOf(sight),
]

/** What one of several people in a conversation may do of what is done there. */
export const ownChoicesOf = (sight: Sight, verbs: readonly Verb[]): readonly Choice[] => [
  ...verbs
    .flatMap((verb) => sight.allowed.filter((allowed) => allowed.verb === verb))
    .map((allowed) => choiceOf(sight, allowed)),
  detailsOf(sight),
]

/** The plain verb, and for whom or what only where there is more than one. */
function labelOf(sight: Sight, verb: Verb, subject: string | undefined): string {
  const { choices } = sight.messages
  if (verb === 'take' && sight.request.taken[subject ?? ''] !== undefined) return choices.takeOver
  const label = verb === 'publish' && sight.kind === 'channel' ? choices.openChannel : choices.label[verb]
  const several = sight.allowed.filter((each) => each.verb === verb).length > 1
  if (subject === undefined || !several) return label
  if (decisions.includes(verb)) return choices.forGroup(label, sight.cast.group(subject))
  return choices.numberedCondition(positionOf(sight.request, subject))
}

/** The number of a condition in the merged list, from 1, as every line about it carries it. */
export function positionOf(request: Request, condition: string): number {
  const obligations =
    request.status === 'approved' || request.status === 'published' ? request.approval.obligations : []
  return obligations.findIndex(({ id }) => id === condition) + 1
}

function consequenceOf({ messages, request, kind }: Sight, verb: Verb): string {
  const { choices } = messages
  if (request.status === 'approved' && verb === 'withdraw') return choices.withdrawApproved
  if (request.status === 'approved' && verb === 'revise') return choices.reviseApproved
  if (request.status === 'deadlocked' && isIn(choices.inMediation, verb)) return choices.inMediation[verb]
  if (verb === 'publish' && kind === 'channel') return choices.openChannelConsequence
  return choices.consequence[verb]
}

const isIn = <Words extends object>(words: Words, key: PropertyKey): key is keyof Words =>
  Object.hasOwn(words, key)

function styleOf(request: Request, verb: Verb): Choice['style'] {
  if (danger.includes(verb)) return 'danger'
  // Between sides that disagree, what is asked for is a word of what they would accept.
  if (request.status === 'deadlocked') return verb === 'state_position' ? 'primary' : 'normal'
  const asked = verb === 'revise' && request.status === 'changes_requested'
  return asked || primary.includes(verb) ? 'primary' : 'normal'
}
