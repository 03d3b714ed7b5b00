/**
 * Deciders with one bug each, made by wrapping the product's own: what the model test must notice. They live here
 * only; the product has no switch for any of them.
 */
import type { StandIn } from '../../../src/domain/request/actor.ts'
import { currentRevision, plannedSlot } from '../../../src/domain/request/queries.ts'
import { firstStage, groupsOfStage } from '../../../src/domain/request/stages.ts'
import type { RequestState } from '../../../src/domain/request/state.ts'
import {
  answering,
  approvedNow,
  inDecide,
  inEvolve,
  lyingAbout,
  misreading,
  type PlantedBug,
  posing,
  signedBy,
  withPolicy,
  withQuorum,
} from './spoiling.ts'
import { product } from './subject.ts'

const people: readonly PlantedBug[] = [
  lyingAbout('a requester decides on their own request', (command, state) =>
    command.type === 'decide' && command.actor.person === state?.requester
      ? posing(command, 'proxy')
      : command,
  ),
  lyingAbout('an executive rules on their own request', (command, state) =>
    command.type === 'rule' && command.actor.person === state?.requester ? posing(command, 'proxy') : command,
  ),
  lyingAbout('one person decides for two groups', (command, state) =>
    command.type === 'decide' &&
    [...(state?.decisions ?? []), ...(state?.voided ?? [])].some(({ group }) => group !== command.group)
      ? posing(command, `${command.actor.person}, again`)
      : command,
  ),
  lyingAbout('a reviewer rules as an executive', (command, state) =>
    command.type === 'rule' && command.actor.person !== state?.requester ? posing(command, 'proxy') : command,
  ),
  lyingAbout('guests and strangers count', (command) => ({
    ...command,
    actor: { ...command.actor, standing: 'active' },
  })),
  lyingAbout('membership is not looked up', (command) =>
    command.type === 'decide'
      ? { ...command, actor: { ...command.actor, groups: [command.group] } }
      : command,
  ),
  lyingAbout('an executive who was not asked yet may rule', (command) =>
    command.type === 'rule' ? { ...command, actor: { ...command.actor, executiveLevels: [1] } } : command,
  ),
  misreading('others withdraw though the requester is there', (state, command) =>
    command.type === 'withdraw' && command.actor.person !== state.requester
      ? { ...state, requesterLeft: 1 }
      : state,
  ),
  lyingAbout('others may accept conditions', (command, state) =>
    command.type === 'accept_conditions' && state !== null ? posing(command, state.requester) : command,
  ),
]

const revisions: readonly PlantedBug[] = [
  lyingAbout('the revision seen is ignored', (command, state) =>
    command.type === 'decide' && state !== null
      ? { ...command, digest: currentRevision(state).digest }
      : command,
  ),
  inEvolve('decisions survive a revision', (evolve) => (state, event) => {
    const next = evolve(state, event)
    return event.type === 'revised' ? { ...next, decisions: state?.decisions ?? [] } : next
  }),
  inEvolve('an approval survives a revision', (evolve) => (state, event) => {
    const next = evolve(state, event)
    if (event.type !== 'revised' || state?.status !== 'approved') return next
    return { ...state, revisions: next.revisions, version: next.version }
  }),
  answering('revising in mediation moves its end', (events, state) =>
    state.status !== 'deadlocked'
      ? events
      : events.map((event) => (event.type === 'revised' ? { ...event, review: {} } : event)),
  ),
]

const counting: readonly PlantedBug[] = [
  misreading('a quorum is off by one', (state) => withQuorum(state, (quorum) => Math.max(1, quorum - 1))),
  misreading('a quorum is never reached', (state) => withQuorum(state, (quorum) => quorum + 5)),
  inDecide('one reviewer counts twice', (decide) => (command, state, context) => {
    if (command.type !== 'decide') return decide(command, state, context)
    const again = state?.decisions.some(({ reviewer }) => reviewer === command.actor.person) === true
    const asked = again ? posing(command, `${command.actor.person}, again`) : command
    return signedBy(command.actor.person, decide(asked, state, context))
  }),
  misreading('one group is enough', (state) =>
    withPolicy(state, { groups: Object.fromEntries(Object.entries(state.policy.groups).slice(0, 1)) }),
  ),
  answering('conditions are not offered but imposed', (events, state) =>
    events.map((event) =>
      event.type === 'conditions_offered'
        ? {
            type: 'approved',
            basis: 'quorum',
            conditions: event.conditions,
            valid: { startedAt: event.at, dueAt: event.at + state.number, reminders: [] },
            at: event.at,
            by: event.by,
          }
        : event,
    ),
  ),
]

const time: readonly PlantedBug[] = [
  inDecide('silence approves', (decide) => (command, state, context) => {
    const outcome = decide(command, state, context)
    const isStalled = outcome.ok && command.type === 'pass_time' && outcome.events[0]?.type === 'deadlocked'
    return isStalled && state !== null ? { ok: true, events: [approvedNow(state, context)] } : outcome
  }),
  answering('the end of a mediation is forgotten', (events) =>
    events.filter((event) => event.type !== 'escalated' || event.because !== 'mediation_ended'),
  ),
  answering('silent executives are waited for without end', (events) =>
    events.filter((event) => event.type !== 'lapsed' || event.because !== 'executives_silent'),
  ),
  {
    name: 'the deadline of conditions is not watched',
    subject: {
      ...product,
      nextDueAt: (request) => (request.status === 'conditions_offered' ? null : product.nextDueAt(request)),
    },
  },
  inEvolve('reminders of an earlier review count for the next', (evolve) => (state, event) => {
    const next = evolve(state, event)
    return event.type === 'revised' ? { ...next, reminded: state?.reminded ?? {} } : next
  }),
  inEvolve('reminders are not remembered', (evolve) => (state, event) => ({
    ...evolve(state, event),
    reminded: {},
  })),
  inDecide(
    'deadlines come early',
    (decide) => (command, state, context) =>
      command.type === 'pass_time'
        ? decide(command, state, { ...context, at: context.at + 3_600_000 })
        : decide(command, state, context),
  ),
  misreading('an approval never ends', (state, command) =>
    state.status === 'approved' && command.type === 'publish'
      ? {
          ...state,
          approval: { ...state.approval, valid: { ...state.approval.valid, dueAt: Number.MAX_VALUE } },
        }
      : state,
  ),
]

const ends: readonly PlantedBug[] = [
  misreading('a request is sent back without end', (state) => ({ ...state, rulings: [] })),
  misreading('a request is contested without end', (state) => ({ ...state, contest: null })),
  misreading('the same revision is mediated again', (state, command) =>
    command.type === 'contest' ? { ...state, deadlocks: [] } : state,
  ),
  inDecide('a withdrawn request is published', (decide) => (command, state, context) => {
    const outcome = decide(command, state, context)
    if (outcome.ok || command.type !== 'publish' || state?.status !== 'withdrawn') return outcome
    return {
      ok: true,
      events: [{ type: 'published', url: command.url, at: context.at, by: command.actor.person }],
    }
  }),
  misreading('a final rejection is revised', (state, command) =>
    state.status === 'rejected' && state.contestBy === null && command.type === 'revise'
      ? { ...state, contestBy: { startedAt: 0, dueAt: Number.MAX_VALUE, reminders: [] } }
      : state,
  ),
  misreading('open conditions do not hold up publishing', (state, command) =>
    state.status === 'approved' && command.type === 'publish'
      ? { ...state, approval: { ...state.approval, obligations: [] } }
      : state,
  ),
  misreading('condition ids are used again', (state) =>
    state.contest?.conditions === undefined
      ? state
      : { ...state, contest: { of: state.contest.of, reason: state.contest.reason } },
  ),
  misreading('a high risk is approved unexamined', (state) =>
    state.screening.tier === 'low' ? withPolicy(state, { questionnaireFrom: 'critical' }) : state,
  ),
]

const slots: readonly PlantedBug[] = [
  answering('nobody says that the slot has passed', (events) =>
    events.filter(({ type }) => type !== 'slot_missed'),
  ),
  inEvolve('it is said again and again that the slot has passed', (evolve) => (state, event) => ({
    ...evolve(state, event),
    slotMissed: null,
  })),
  {
    name: 'the slot is not watched',
    subject: {
      ...product,
      nextDueAt: (request) => product.nextDueAt({ ...request, slotMissed: plannedSlot(request) }),
    },
  },
  misreading('a late approval is published', (state, command) =>
    state.status === 'approved' && command.type === 'publish'
      ? { ...state, rescheduledTo: Number.MAX_SAFE_INTEGER }
      : state,
  ),
  misreading('an earlier slot needs no revision', (state, command) =>
    command.type === 'reschedule' && plannedSlot(state) !== null ? { ...state, rescheduledTo: 1 } : state,
  ),
  inEvolve('a later slot voids the decisions', (evolve) => (state, event) => {
    const next = evolve(state, event)
    return event.type === 'rescheduled' ? { ...next, decisions: [] } : next
  }),
]

const marks: readonly PlantedBug[] = [
  inDecide('anything is approved together', (decide) => (command, state, context) => {
    if (command.type !== 'decide' || command.together === undefined) return decide(command, state, context)
    const { together, ...alone } = command
    const outcome = decide(alone, state, context)
    if (!outcome.ok) return outcome
    const events = outcome.events.map((event) => (event.type === 'decided' ? { ...event, together } : event))
    return { ok: true, events }
  }),
  inDecide('an opening after the decision is believed', (decide) => (command, state, context) => {
    const outcome = decide(command, state, context)
    if (!outcome.ok || command.type !== 'decide' || command.openedAt === undefined) return outcome
    const { openedAt } = command
    const events = outcome.events.map((event) => (event.type === 'decided' ? { ...event, openedAt } : event))
    return { ok: true, events }
  }),
  inEvolve('haste is forgotten', (evolve) => (state, event) => {
    const next = evolve(state, event)
    const decisions = next.decisions.map(({ hastyAfter: _gone, ...record }) => record)
    return { ...next, decisions }
  }),
]

const undoing: readonly PlantedBug[] = [
  inDecide('undo is possible for ever', (decide) => (command, state, context) => {
    const outcome = decide(command, state, context)
    if (outcome.ok || command.type !== 'undo' || outcome.refusal.code !== 'undo_late') return outcome
    const undo = { type: 'decision_undone', act: command.act, of: 'decision' } as const
    return { ok: true, events: [{ ...undo, at: context.at, by: command.actor.person }] }
  }),
  inDecide(
    'others may undo',
    (decide) => (command, state, context) =>
      command.type === 'undo' && state?.undoable
        ? decide(posing(command, state.undoable.by), state, context)
        : decide(command, state, context),
  ),
  inDecide('the clock is heard while something is taken back', (decide) => (command, state, context) => {
    const outcome = decide(command, state, context)
    if (!outcome.ok || command.type !== 'undo') return outcome
    const next = outcome.events.reduce<RequestState>(product.evolve, state)
    const heard = decide({ type: 'pass_time' }, next, context)
    return heard.ok ? { ok: true, events: [...outcome.events, ...heard.events] } : outcome
  }),
  inEvolve('undo is possible after publishing', (evolve) => (state, event) => {
    const next = evolve(state, event)
    return event.type === 'published' ? { ...next, undoable: state?.undoable ?? null } : next
  }),
  inEvolve('undo is possible whatever happened since', (evolve) => (state, event) => {
    const next = evolve(state, event)
    return event.type === 'decision_undone' || next.undoable !== null
      ? next
      : { ...next, undoable: state?.undoable ?? null }
  }),
  inEvolve('undo leaves the approval', (evolve) => (state, event) => {
    const next = evolve(state, event)
    if (event.type !== 'decision_undone' || state?.status !== 'approved') return next
    const { undone, version, lastEventAt } = next
    return { ...state, decisions: next.decisions, undoable: null, undone, version, lastEventAt }
  }),
  inEvolve('undo forgets whom the clock has reminded', (evolve) => (state, event) => {
    const next = evolve(state, event)
    return event.type === 'decision_undone' ? { ...next, reminded: {} } : next
  }),
  inEvolve('conditions taken back leave their ids free', (evolve) => (state, event) => {
    const next = evolve(state, event)
    const undone = next.undone.map((each) => ({ ...each, conditions: [] }))
    return event.type === 'decision_undone' ? { ...next, undone } : next
  }),
]

const asking: readonly PlantedBug[] = [
  misreading('a later stage decides at once', (state, command) =>
    command.type === 'decide' ? { ...state, stage: 99 } : state,
  ),
  misreading('the first stage is enough', (state) => {
    const first = groupsOfStage(state.policy, firstStage(state.policy))
    const groups = Object.entries(state.policy.groups).filter(([group]) => first.includes(group))
    return state.status === 'in_review' ? withPolicy(state, { groups: Object.fromEntries(groups) }) : state
  }),
  inEvolve('a revision goes on with the stage it interrupted', (evolve) => (state, event) => {
    const next = evolve(state, event)
    return event.type === 'revised' ? { ...next, stage: state?.stage ?? 1 } : next
  }),
  answering('a stage opens without telling one of its groups', (events) =>
    events.map((event) =>
      event.type === 'stage_opened'
        ? { ...event, review: Object.fromEntries(Object.entries(event.review).slice(1)) }
        : event,
    ),
  ),
  inEvolve('a revision drops a group', (evolve) => (state, event) => {
    const next = evolve(state, event)
    if (event.type !== 'revised') return next
    const groups = Object.fromEntries(Object.entries(next.policy.groups).slice(0, 1))
    return { ...next, policy: { ...next.policy, groups } }
  }),
  misreading('a revision of a higher risk is not sent to others', (state, command) =>
    command.type === 'revise' && state.policy.routing !== undefined
      ? withPolicy(state, { routing: { ...state.policy.routing, others: {} } })
      : state,
  ),
  misreading('the requester is asked to decide', (state, command) =>
    command.type === 'assign' ? { ...state, requester: 'proxy' } : state,
  ),
  inDecide(
    'somebody who is away is asked',
    (decide) => (command, state, context) =>
      command.type === 'assign'
        ? decide(
            { ...command, candidates: command.candidates.map((one) => ({ ...one, available: true })) },
            state,
            context,
          )
        : decide(command, state, context),
  ),
  lyingAbout('only those who are asked may decide', (command, state) =>
    command.type === 'decide' &&
    state?.assigned[command.group]?.people.includes(command.actor.person) === false
      ? { ...command, actor: { ...command.actor, groups: [] } }
      : command,
  ),
  answering('the others are never asked', (events, _state, command) =>
    events.filter(({ type }) => command.type !== 'pass_time' || type !== 'assigned'),
  ),
  inEvolve('the others are asked again and again', (evolve) => (state, event) => {
    const next = evolve(state, event)
    if (event.type !== 'assigned') return next
    const rotated = { people: event.people, because: 'rotation', at: event.at } as const
    return { ...next, assigned: { ...next.assigned, [event.group]: rotated } }
  }),
  answering('asking the others approves', (events, state, command) =>
    events.map((event) =>
      command.type === 'pass_time' && event.type === 'assigned'
        ? {
            type: 'approved',
            basis: 'quorum',
            conditions: [],
            valid: { startedAt: event.at, dueAt: event.at + state.number, reminders: [] },
            at: event.at,
            by: 'clock',
          }
        : event,
    ),
  ),
]

const taking: readonly PlantedBug[] = [
  inDecide(
    'a taker who left keeps the request',
    (decide) => (command, state, context) =>
      decide(command.type === 'pass_time' ? { ...command, gone: [] } : command, state, context),
  ),
  misreading('taking counts as deciding', (state, command) => {
    if (command.type !== 'decide') return state
    const { number, digest } = currentRevision(state)
    const taken = Object.entries(state.taken).map(([group, { by, at }]) => ({
      ...{ group, reviewer: by, at, revision: number, digest, assessment: null },
      decision: { verb: 'approve', comment: '' } as const,
    }))
    return { ...state, decisions: [...state.decisions, ...taken] }
  }),
  lyingAbout('others hand back what somebody took', (command, state) =>
    command.type === 'hand_back'
      ? posing(command, state?.taken[command.group]?.by ?? command.actor.person)
      : command,
  ),
  lyingAbout('a reviewer takes what waits for others', (command) =>
    command.type === 'take' ? { ...command, actor: { ...command.actor, groups: [command.group] } } : command,
  ),
  misreading('it is taken before the turn of the group', (state, command) =>
    command.type === 'take' ? { ...state, stage: 99 } : state,
  ),
  inEvolve('undo gives back what somebody took meanwhile', (evolve) => (state, event) => {
    const next = evolve(state, event)
    return event.type === 'decision_undone' ? { ...next, taken: state?.undoable?.before.taken ?? {} } : next
  }),
]

const lentBefore = new Map<string, readonly StandIn[]>()
const absences: readonly PlantedBug[] = [
  lyingAbout('a delegate goes on when the absence is over', (command) => {
    const { person, standsInFor = [] } = command.actor
    if (standsInFor.length > 0) lentBefore.set(person, standsInFor)
    return { ...command, actor: { ...command.actor, standsInFor: lentBefore.get(person) ?? [] } }
  }),
  lyingAbout('a delegate speaks for every group', (command, state) => {
    const groups = Object.keys(state?.policy.groups ?? {})
    const standsInFor = (command.actor.standsInFor ?? []).map((lender) => ({ ...lender, groups }))
    return { ...command, actor: { ...command.actor, standsInFor } }
  }),
  misreading('somebody who is away and their delegate both count', (state) => ({
    ...state,
    decisions: state.decisions.map(({ onBehalfOf: _, ...own }) => own),
    voided: state.voided.map(({ onBehalfOf: _, ...own }) => own),
  })),
  misreading('a requester decides through a delegate', (state, command) =>
    'actor' in command && command.actor.standsInFor?.some(({ person }) => person === state.requester) === true
      ? { ...state, requester: 'proxy' }
      : state,
  ),
  answering('a delegate speaks in their own name', (events) =>
    events.map((event) => {
      if (event.type !== 'decided' && event.type !== 'ruled') return event
      const { onBehalfOf: _, ...own } = event
      return own
    }),
  ),
  answering('to be away approves', (events, state) =>
    events.map((event) =>
      event.type === 'deadlocked' && event.everybodyAway === true
        ? {
            type: 'approved',
            basis: 'quorum',
            conditions: [],
            valid: { startedAt: event.at, dueAt: event.at + state.number, reminders: [] },
            at: event.at,
            by: event.by,
          }
        : event,
    ),
  ),
  inDecide(
    'who is away is waited for',
    (decide) =>
      (command, state, { at, calendar }) =>
        decide(command, state, { at, calendar }),
  ),
  inDecide('who is back in time is not waited for', (decide) => (command, state, context) => {
    const { away = { groups: {}, executives: {} } } = context
    const later = Object.entries(away.groups).map(([group, back]) => [group, back + 900 * 3_600_000])
    return decide(command, state, { ...context, away: { ...away, groups: Object.fromEntries(later) } })
  }),
]

let clock = 0
const replay: readonly PlantedBug[] = [
  inEvolve('replaying reads a clock', (evolve) => (state, event) => {
    clock += 1
    return { ...evolve(state, event), lastEventAt: event.type === 'reminded' ? clock : event.at }
  }),
  inEvolve('the state holds what cannot be stored', (evolve) => (state, event) => {
    const next = evolve(state, event)
    return event.type === 'decided' ? { ...next, rescheduledTo: Number.NaN } : next
  }),
  inEvolve('a replaced decision is thrown away', (evolve) => (state, event) => {
    const next = evolve(state, event)
    return event.type === 'decided' && event.changed ? { ...next, voided: state?.voided ?? [] } : next
  }),
]

export const plantedBugs: readonly PlantedBug[] = [
  ...people,
  ...revisions,
  ...counting,
  ...time,
  ...ends,
  ...slots,
  ...marks,
  ...undoing,
  ...asking,
  ...taking,
  ...absences,
  ...replay,
]
