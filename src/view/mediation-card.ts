import type { GroupId, Instant } from '../domain/flavour.ts'
import type { DecisionRecord } from '../domain/request/decision.ts'
import type { Request } from '../domain/request/state.ts'
import type { Verb } from '../domain/request/verbs.ts'
import type { Fact, MediationCard } from './card.ts'
import type { Cast, Reader } from './cast.ts'
import { ownChoicesOf, sharedChoicesOf } from './choices.ts'
import { draftLine } from './conditions.ts'
import { needOf, titleOf } from './content.ts'
import { decidedSummary, pendingSummary, recordsOf, scoreOf, statedBy } from './positions.ts'
import { asText, listOf, sentence, textOf } from './rich.ts'
import { limits, shorten } from './shorten.ts'
import { type GroupSight, type Sight, sharedSightOf, sightOf, timeOf } from './sight.ts'
import { situationOf } from './situation.ts'
import { asPlain, type Locale, type Plain, type Rich } from './text.ts'

/**
 * The mediation as its whole conversation sees it: both sides' need, risk, reasons and conditions side by side. Once
 * the mediation is over it says so and how, and offers nothing but the details.
 */
export const mediationCard = (
  request: Request,
  locale: Locale,
  cast: Cast,
  at: Instant,
  /** Set where people read along whom the request does not concern: then it says neither what is asked nor why not. */
  { overheard = false }: { readonly overheard?: boolean } = {},
): MediationCard => cardOf(sharedSightOf(request, locale, cast, at), sharedChoicesOf, overheard)

/** The same as one of them sees it, and nobody else: with what this person may do, in their language. */
export function ownMediationCard(request: Request, reader: Reader, cast: Cast, at: Instant): MediationCard {
  const sight = sightOf(request, reader, cast, at)
  const card = cardOf(sight, ownChoicesOf, false)
  // Their own words are not only their own there.
  const warned = reader.overheard === true && request.status === 'deadlocked'
  return warned ? { ...card, next: [...card.next, sight.messages.notices.ownInChannel()] } : card
}

function cardOf(sight: Sight, choicesOf: typeof sharedChoicesOf, overheard: boolean): MediationCard {
  const { request, locale } = sight
  const situation = situationOf(sight)
  const { headlines, notices, next, choices } = sight.messages
  const running = request.status === 'deadlocked'
  return {
    type: 'mediation',
    request: request.id,
    number: request.number,
    version: request.version,
    digest: sight.revision.digest,
    locale,
    tone: situation.tone,
    headline: shorten(
      running
        ? headlines.mediation(sight.name, timeOf(sight, request.mediation.dueAt))
        : headlines.mediationOver(sight.name),
      limits.headline,
    ),
    title: overheard ? sidesOf(sight) : titleOf(sight),
    status: overheard ? notices.overheard(asPlain(choices.label.details)) : situation.status,
    sides: overheard ? [] : [requesterSide(sight), ...sight.groups.map((group) => groupSide(sight, group))],
    deadline: running ? situation.deadline : null,
    next: running
      ? [notices.mediationOpened(), next.mediationElse()]
      : overheard
        ? []
        : situation.next.filter((line) => line.length > 0 && !isForNobody(sight, line)),
    choices: choicesOf(sight, running ? verbsInMediation : []),
  }
}

const verbsInMediation: readonly Verb[] = ['state_position', 'approve', 'approve_with_conditions', 'revise']

/** "Nothing for you to do" says nothing to a conversation. */
const isForNobody = ({ messages }: Sight, line: Rich): boolean => {
  const [nothing] = messages.next.nothing()
  return (
    line.length === 1 && line[0]?.type === 'text' && nothing?.type === 'text' && line[0].text === nothing.text
  )
}

/** "Mara Vogel, Security and Legal": who is at odds is no secret, about what is. */
const sidesOf = (sight: Sight): Plain =>
  shorten(
    asText(
      listOf(
        [
          [textOf(sight.cast.person(sight.request.requester))],
          ...sight.groups.map(({ name }) => [textOf(name)]),
        ],
        sight.locale,
      ),
    ),
    limits.headline,
  )

type Side = MediationCard['sides'][number]

function requesterSide(sight: Sight): Side {
  const { request, messages } = sight
  const { contest } = request
  return {
    name: sight.cast.person(request.requester),
    wants: [
      ...needOf(sight),
      ...(contest === null
        ? []
        : [{ label: asPlain(messages.terms.label.objection), value: sentence(contest.reason) }]),
    ],
    accepts: statedBy(request, 'requester').map(sentence),
  }
}

function groupSide(sight: Sight, { id, name, outcome }: GroupSight): Side {
  if (outcome === 'hidden') return { name, wants: [], accepts: [] }
  const records = recordsOf(sight.request, id)
  const decision: Fact = {
    label: asPlain(sight.messages.terms.label.decision),
    value: outcome === 'pending' ? pendingSummary(sight, id) : decidedSummary(sight, outcome, records),
  }
  return {
    name,
    wants: [decision, ...records.flatMap((record) => wantsOf(sight, record))],
    accepts: acceptsOf(sight, id, records),
  }
}

/** What a reviewer holds: reason, changes or comment, and the risk with its rationale. */
function wantsOf(sight: Sight, { decision, assessment }: DecisionRecord): readonly Fact[] {
  const { label } = sight.messages.terms
  const fact = (of: keyof typeof label, text: string): readonly Fact[] =>
    text.trim() === '' ? [] : [{ label: asPlain(label[of]), value: sentence(text) }]
  const said =
    decision.verb === 'reject'
      ? fact('reason', decision.reason)
      : decision.verb === 'request_changes'
        ? fact('changes', decision.changes)
        : fact('comment', decision.comment)
  return assessment === null
    ? said
    : [...said, ...fact('risk', scoreOf(sight, assessment)), ...fact('rationale', assessment.rationale)]
}

function acceptsOf(sight: Sight, group: GroupId, records: readonly DecisionRecord[]): readonly Rich[] {
  return [
    ...records.flatMap(({ decision }) => {
      if (decision.verb === 'reject') return [sentence(decision.wouldAccept)]
      return decision.verb === 'approve_with_conditions'
        ? decision.conditions.map((draft) => draftLine(sight, draft, group))
        : []
    }),
    ...statedBy(sight.request, group).map(sentence),
  ]
}
