/** A request in every situation that people meet, made by real commands. */
import { shippedQuestionnaires } from '../../../src/config/questionnaires/index.ts'
import type { Instant } from '../../../src/domain/flavour.ts'
import type { PostContent } from '../../../src/domain/request/content.ts'
import { decide } from '../../../src/domain/request/decide.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import type { Policy } from '../../../src/domain/request/policy.ts'
import { currentRevision } from '../../../src/domain/request/queries.ts'
import type { Request, RequestState } from '../../../src/domain/request/state.ts'
import { assess } from '../../../src/domain/risk/assess.ts'
import { screen } from '../../../src/domain/risk/screen.ts'
import type { Questionnaire } from '../../../src/domain/risk/types.ts'
import { channel, groupPolicy, policy, post } from '../../support/domain/build.ts'
import { alwaysOpen, day, hour, monday } from '../../support/domain/calendar.ts'
import {
  acceptConditions,
  approve,
  condition,
  contest,
  decideAs,
  type Move,
  meetCondition,
  passTime,
  publish,
  requestChanges,
  revoke,
  rule,
  statePosition,
  take,
  withdraw,
} from '../../support/domain/moves.ts'
import { boris, carla, lena, mara, sally, sam } from './people.ts'

export interface Told {
  readonly request: Request
  readonly at: Instant
  readonly events: readonly RequestEvent[]
}
type Step = Move | { readonly wait: number }

const wait = (milliseconds: number): Step => ({ wait: milliseconds })

/** Carries out moves one after the other from Monday 09:00 UTC on; a refused one is a mistake of the test. */
export function tell(...steps: readonly Step[]): Told {
  let state: RequestState = null
  let at = monday
  const events: RequestEvent[] = []
  for (const step of steps) {
    if (typeof step !== 'function') {
      at += step.wait
      continue
    }
    const digest = state === null ? '' : currentRevision(state).digest
    const outcome = decide(step(digest), state, { at, calendar: alwaysOpen() })
    if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`)
    events.push(...outcome.events)
    state = outcome.events.reduce<RequestState>(evolve, state)
  }
  if (state === null) throw new Error('nothing happened')
  return { request: state, at, events }
}

export const launch: PostContent = {
  kind: 'post',
  channels: ['linkedin', 'mastodon'],
  text: 'We are live! Our new sensor finds leaks 40 % earlier than any other. See it at the fair in Hanover.',
  media: [{ sha256: 'a'.repeat(64), name: 'sensor.png', mimeType: 'image/png', bytes: 48_213 }],
  link: 'https://example.com/sensor',
  slot: monday + 3 * day,
  need: {
    why: 'The fair opens on Thursday, and the sales team has 60 appointments that build on it.',
    ifLate: 'The competitor announces on Friday, and we look like the second.',
  },
  audience: 'Plant engineers in Germany',
  features: ['claims', 'unreleased'],
}
export const tamerLaunch: PostContent = {
  ...launch,
  text: 'We are live! Our new sensor finds leaks earlier than our last one. See it at the fair in Hanover.',
  media: [{ sha256: 'b'.repeat(64), name: 'sensor.png', mimeType: 'image/png', bytes: 48_999 }],
  features: ['unreleased'],
}

export const rules = policy({ questionnaireFrom: 'medium' })

export const ask =
  (content = launch as PostContent | ReturnType<typeof channel>, digest = 'd1'): Move =>
  () => ({
    type: 'submit',
    actor: mara,
    request: 'request-1',
    number: 142,
    content,
    digest,
    screening: screen(content),
    policy: rules,
  })

export const reviseTo =
  (content = tamerLaunch, digest = 'd2'): Move =>
  (from) => ({ type: 'revise', actor: mara, from, content, digest, screening: screen(content) })

/** Every question answered with its worst option (`worst`) or its best. */
export function answered(questionnaire: Questionnaire | undefined, worst: boolean, rationale: string) {
  if (questionnaire === undefined) throw new Error('no such questionnaire')
  const answers = questionnaire.questions.map(({ id, options }) => {
    const sorted = [...options].sort((left, right) => left.points - right.points)
    return [id, (worst ? sorted.at(-1) : sorted[0])?.id ?? ''] as const
  })
  const level = worst ? 4 : 2
  return assess(questionnaire, {
    answers: Object.fromEntries(answers),
    likelihood: level,
    impact: level,
    rationale,
  })
}

const securityPost = shippedQuestionnaires['security-post']
const legalPost = shippedQuestionnaires['legal-post']

export const securityApproves = decideAs(
  sam,
  'security',
  { verb: 'approve', comment: 'The picture shows nothing of the plant.' },
  answered(securityPost, false, 'No technical detail that is not on the product page.'),
)
export const legalRejects = decideAs(
  lena,
  'legal',
  {
    verb: 'reject',
    reason: 'Nobody can prove “than any other”: a competitor would warn us within a day.',
    wouldAccept: 'A comparison with our own last model.',
  },
  answered(legalPost, true, 'There is no study behind the figure.'),
)
export const legalConditions = decideAs(
  lena,
  'legal',
  {
    verb: 'approve_with_conditions',
    comment: '',
    conditions: [
      condition('Name the test report in the first comment.'),
      condition('Answer questions about the figure within a day.', { due: 'after_publication' }),
      condition('Check the wording with the patent attorney.', { owner: 'group' }),
    ],
  },
  answered(legalPost, false, 'Fine with the source.'),
)
export const legalApproves = decideAs(
  lena,
  'legal',
  { verb: 'approve', comment: '' },
  answered(legalPost, false, 'Fine.'),
)
const legalWantsChanges = requestChanges(lena, 'legal', 'Name the source of the 40 %.')
const securityRejects = decideAs(
  sam,
  'security',
  { verb: 'reject', reason: 'The plant can be told from the picture.', wouldAccept: 'Another picture.' },
  null,
)
const objection = contest(
  mara,
  'The test report proves the figure, it is on our website.',
  'Leaving out “than any other”.',
)

const deadlock = [ask(), securityApproves, legalRejects]
const escalation = [
  ...deadlock,
  statePosition(mara, 'requester', 'We say “than our last model”.'),
  statePosition(lena, 'legal', 'Then we agree, with the source.'),
  wait(8 * hour),
  passTime,
]
const offered = [ask(), securityApproves, legalConditions]
const accepted = [...offered, acceptConditions(mara)]

/** Rules of their own, where who is asked is what it is about. */
const askUnder = (parts: Partial<Policy>): Move => {
  return (digest) => {
    const command = ask()(digest)
    return command.type === 'submit' ? { ...command, policy: policy({ ...rules, ...parts }) } : command
  }
}
const askedFirst = (group: string, ...people: readonly string[]): Move => {
  const facts = { available: true, load: 0, askedAgo: null }
  return () => ({ type: 'assign', group, candidates: people.map((person) => ({ person, ...facts })) })
}
const rotation = { how: 'rotation', ask: 1, widenAt: 0.5 } as const
const chosen = [
  askUnder({ groups: { security: groupPolicy({ assign: rotation }), legal: groupPolicy() } }),
  askedFirst('security', 'id-sam', 'id-sally'),
]
const inSteps = askUnder({ groups: { security: groupPolicy(), legal: groupPolicy({ stage: 2 }) } })
const routedToSecurity = askUnder({
  routing: {
    rules: [
      {
        when: { kind: ['post'], tier: ['medium', 'high'], platform: ['linkedin', 'mastodon'] },
        groups: ['security'],
      },
    ],
    rule: null,
    others: {},
  },
})

export const states: Readonly<Record<string, Told>> = {
  'in review': tell(ask()),
  'in review, one chosen': tell(...chosen),
  'in review, everybody asked': tell(...chosen, wait(4 * hour), () => ({
    type: 'pass_time',
    members: { security: ['id-sam', 'id-sally'] },
  })),
  'in review, nobody there': tell(chosen[0] ?? ask(), askedFirst('security')),
  'in review, first step': tell(inSteps),
  'in review, second step': tell(inSteps, securityApproves),
  'rejected in the first step': tell(inSteps, securityRejects),
  'escalated in the first step': tell(inSteps, wait(8 * hour), passTime, wait(8 * hour), passTime),
  'in review by one group': tell(routedToSecurity),
  'in review by more groups than before': tell(
    routedToSecurity,
    reviseTo({ ...launch, channels: ['linkedin', 'mastodon', 'x'] }),
  ),
  'in review, one decided': tell(ask(), wait(hour), securityApproves),
  'in review, taken': tell(ask(), wait(hour), take(sam, 'security')),
  'in review, revised': tell(ask(), legalWantsChanges, wait(hour), reviseTo()),
  'channel in review': tell(ask(channel('Talk to developers about our interfaces.'))),
  'changes requested': tell(ask(), securityApproves, legalWantsChanges),
  'conditions offered': tell(...offered),
  'rejected, contestable': tell(ask(), securityRejects, legalRejects),
  'rejected for good': tell(ask(), securityRejects, legalRejects, wait(2 * day), passTime),
  'deadlocked by disagreement': tell(...deadlock),
  'deadlocked by a contest': tell(ask(), securityRejects, legalRejects, objection),
  'deadlocked about conditions': tell(...offered, objection),
  'deadlocked by silence': tell(ask(), securityApproves, wait(8 * hour), passTime),
  'deadlocked, revised': tell(...deadlock, wait(hour), reviseTo()),
  'in review, too late for the slot': tell(ask({ ...launch, slot: monday + 4 * hour })),
  'in review, slot passed': tell(ask({ ...launch, slot: monday + 4 * hour }), wait(4 * hour), passTime),
  'changes requested, slot passed': tell(
    ask({ ...launch, slot: monday + 20 * hour }),
    legalWantsChanges,
    wait(20 * hour),
    passTime,
  ),
  'escalated, slot passed': tell(
    ask({ ...launch, slot: monday + 9 * hour }),
    securityApproves,
    legalRejects,
    wait(8 * hour),
    passTime,
    wait(hour),
    passTime,
  ),
  'deadlocked by rounds': tell(
    ask(),
    legalWantsChanges,
    reviseTo(tamerLaunch, 'd2'),
    legalWantsChanges,
    reviseTo(launch, 'd3'),
    legalWantsChanges,
    reviseTo(tamerLaunch, 'd4'),
    legalWantsChanges,
  ),
  escalated: tell(...escalation),
  'escalated to level 2': tell(...escalation, wait(8 * hour), passTime),
  'escalated about conditions': tell(...offered, objection, wait(8 * hour), passTime),
  'escalated after silence': tell(
    ask(),
    securityApproves,
    wait(8 * hour),
    passTime,
    wait(8 * hour),
    passTime,
  ),
  'sent back': tell(...escalation, rule(carla, { verb: 'send_back', reason: 'Settle the wording first.' })),
  'escalated after being sent back': tell(
    ...escalation,
    rule(carla, { verb: 'send_back', reason: 'Settle the wording first.' }),
    reviseTo(),
    securityApproves,
    legalRejects,
    wait(8 * hour),
    passTime,
  ),
  'rejected by ruling': tell(
    ...escalation,
    rule(carla, { verb: 'reject', reason: 'A warning costs more than a day.' }),
  ),
  approved: tell(ask(), securityApproves, legalApproves),
  'approved after the slot': tell(ask({ ...launch, slot: monday - hour }), securityApproves, legalApproves),
  'approved without a slot': tell(ask({ ...launch, slot: null }), securityApproves, legalApproves),
  'approved with conditions': tell(...accepted),
  'approved by ruling': tell(
    ...escalation,
    rule(carla, {
      verb: 'approve_with_conditions',
      reason: 'The fair does not wait, and the report exists.',
      conditions: [condition('Link the test report.')],
    }),
  ),
  'approval past its end': { ...tell(ask(), securityApproves, legalApproves), at: monday + 11 * day },
  published: tell(
    ...accepted,
    meetCondition(mara, 'c1.1', 'It is the first comment.'),
    meetCondition(lena, 'c1.3', 'Checked by telephone.'),
    publish(mara, 'https://example.com/posts/1'),
  ),
  'channel live': tell(
    ask(channel('Talk to developers about our interfaces.')),
    approve(sam, 'security'),
    approve(lena, 'legal'),
    publish(mara, 'https://example.social/@example'),
  ),
  'lapsed unpublished': tell(ask(), securityApproves, legalApproves, wait(10 * day), passTime),
  'lapsed without an answer': tell(...offered, wait(5 * day), passTime),
  'lapsed without a ruling': tell(...escalation, wait(8 * hour), passTime, wait(9 * day), passTime),
  revoked: tell(...accepted, revoke(boris, 'The product is recalled.')),
  withdrawn: tell(ask(), withdraw(mara, 'The fair is cancelled.')),
  'withdrawn without a reason': tell(ask(), withdraw(mara)),
}

export const twoOfSecurity = tell(
  () => ({
    type: 'submit',
    actor: mara,
    request: 'request-1',
    number: 142,
    content: post('two'),
    digest: 'd1',
    screening: screen(post('two')),
    policy: policy({
      groups: { security: { ...firstPolicy(), quorum: 2 }, legal: firstPolicy() },
    }),
  }),
  approve(sally, 'security', 'Fine with me.'),
)

function firstPolicy() {
  const { security } = policy().groups
  if (security === undefined) throw new Error('no security')
  return security
}
