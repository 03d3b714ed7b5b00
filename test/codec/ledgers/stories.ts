/**
 * The histories whose ledgers are kept, by the name of their file. A story here may be changed or taken away without any
 * effect: what was once written stays. A new way through the life of a request gets a new name.
 */
import { channel, groupPolicy, person, policy, post } from '../../support/domain/build.ts'
import { day, hour, minute, monday } from '../../support/domain/calendar.ts'
import { ada, ceo, cmo, lex, sec, sec2 } from '../../support/domain/cast.ts'
import {
  acceptConditions,
  approve,
  approveWith,
  condition,
  contest,
  handBack,
  type Move,
  meetCondition,
  publish,
  reject,
  requestChanges,
  reschedule,
  revoke,
  rule,
  statePosition,
  take,
  undo,
  withdraw,
} from '../../support/domain/moves.ts'
import { revise, type Step, submit } from './tell.ts'

const takingBack = policy({ undo: { within: { unit: 'elapsed', milliseconds: minute } } })

/** Security approves and legal rejects. */
const conflict: readonly Step[] = [submit(ada), approve(sec, 'security'), reject(lex, 'legal')]
const escalated: readonly Step[] = [...conflict, { until: 'escalated' }]
const bothApprove: readonly Step[] = [approve(sec, 'security'), approve(lex, 'legal')]
const bothReject: readonly Step[] = [reject(sec, 'security'), reject(lex, 'legal')]
const offered: readonly Step[] = [
  submit(ada),
  approveWith(sec, 'security', condition('Blur the faces.'), condition('Watch it.', lateByGroup())),
  approve(lex, 'legal'),
]

function lateByGroup() {
  return { owner: 'group', due: 'after_publication' } as const
}

const decidesTogether: Move = (digest) => {
  const decision = { verb: 'approve', comment: '' } as const
  return { type: 'decide', actor: lex, group: 'legal', decision, assessment: null, digest, together: true }
}
const decidesSoon: Move = (digest) => ({ ...approve(sec, 'security')(digest), openedAt: monday })

const assigned = policy({
  groups: {
    security: groupPolicy({ assign: { how: 'rotation', ask: 1, widenAt: 0.5 } }),
    legal: groupPolicy({ assign: { how: 'least_loaded', ask: 1, widenAt: 0.9 } }),
  },
})
const assign =
  (group: string, ...available: readonly string[]): Move =>
  () => ({
    type: 'assign',
    group,
    candidates: [sec, sec2, lex].map(({ person, groups }) => ({
      person,
      available: groups.includes(group) && available.includes(person),
      load: 0,
      askedAgo: null,
    })),
  })
const widen: Move = () => ({ type: 'pass_time', members: { security: ['sec', 'sec2'] } })
const released: Move = () => ({ type: 'pass_time', gone: ['sec2'] })

const requesterIs =
  (requester: 'there' | 'left'): Move =>
  () => ({ type: 'pass_time', requester })

const staged = policy({ groups: { security: groupPolicy(), legal: groupPolicy({ stage: 2 }) } })
const routed = policy({
  groups: { security: groupPolicy() },
  routing: {
    rules: [
      { when: { platform: ['linkedin'] }, groups: ['security'] },
      { when: { kind: ['post'] }, groups: ['security', 'legal'] },
    ],
    rule: 0,
    others: { legal: groupPolicy() },
  },
})
const moreChannels = { ...post('first, and on Mastodon'), channels: ['linkedin', 'mastodon'] }

const lending = (id: string, of: typeof sec) => {
  const { person: lender, groups, executiveLevels } = of
  return person(id, { standsInFor: [{ person: lender, groups, executiveLevels }] })
}
const observed: Move = (digest) => ({
  ...submit(ada, { content: channel('To talk to developers.') })(digest),
  observers: ['zoe'],
})

export const stories: Readonly<Record<string, readonly Step[]>> = {
  published: [submit(ada), ...bothApprove, publish(ada)],
  'with-conditions': [
    ...offered,
    acceptConditions(ada, ['c1.1', 'c1.2']),
    meetCondition(ada, 'c1.1'),
    publish(ada),
    meetCondition(sec, 'c1.2'),
  ],
  'contested-conditions': [...offered, contest(ada), acceptConditions(ada), withdraw(ada, 'Too late.')],
  'changes-then-rejected-for-good': [
    submit(ada),
    requestChanges(sec, 'security'),
    revise(ada, post('second')),
    ...bothReject,
    { until: 'rejection_final' },
  ],
  'contested-rejection-then-approved': [
    submit(ada),
    ...bothReject,
    contest(ada),
    statePosition(ada, 'requester'),
    statePosition(sec, 'security', 'a smaller picture'),
    revise(ada, post('second')),
    ...bothApprove,
    revoke(sec),
  ],
  'sent-back-then-ruled-on': [
    ...escalated,
    rule(cmo, { verb: 'send_back', reason: 'Say where.' }),
    revise(ada, post('second, and where')),
    approve(sec, 'security'),
    reject(lex, 'legal'),
    { until: 'escalated' },
    rule(cmo, {
      verb: 'approve_with_conditions',
      conditions: [condition('Tell support.')],
      reason: 'On balance.',
    }),
    meetCondition(ada, 'c2.1'),
    publish(ada),
  ],
  'ruled-by-the-next-level': [
    ...escalated,
    { until: 'escalated' },
    rule(ceo, { verb: 'approve', reason: 'Worth it.' }),
    { until: 'lapsed' },
  ],
  'rejected-by-ruling': [...escalated, rule(cmo, { verb: 'reject', reason: 'Not worth it.' })],
  'nobody-answers': [submit(ada), { until: 'lapsed' }],
  'requester-silent': [submit(ada), requestChanges(lex, 'legal'), { until: 'lapsed' }],
  'slot-missed': [
    submit(ada, { content: post('at a time', monday + 2 * hour) }),
    approve(sec, 'security'),
    reject(lex, 'legal'),
    { after: hour },
    reschedule(ada, monday + 4 * hour),
    { until: 'slot_missed' },
    approve(lex, 'legal'),
    reschedule(ada, monday + 3 * day),
    publish(ada),
  ],
  'taken-back': [
    submit(ada, { policy: takingBack }),
    approve(sec, 'security'),
    undo(sec, 2),
    ...bothReject,
    undo(lex, 5),
    approve(lex, 'legal'),
  ],
  'taken-and-handed-back': [
    submit(ada),
    take(sec, 'security'),
    handBack(sec, 'security'),
    take(sec2, 'security'),
    released,
  ],
  'asked-in-turn': [
    submit(ada, { policy: assigned }),
    assign('security', 'sec', 'sec2'),
    assign('legal', 'lex'),
    assign('security', 'sec2'),
    { after: 4 * hour },
    widen,
    ...bothApprove,
  ],
  'in-stages': [submit(ada, { policy: staged }), ...bothApprove, publish(ada)],
  'a-later-stage-rejects': [
    submit(ada, { policy: staged }),
    reject(sec, 'security'),
    contest(ada),
    approve(sec, 'security'),
    reject(lex, 'legal'),
  ],
  'sent-to-another-group': [submit(ada, { policy: routed }), revise(ada, moreChannels), ...bothApprove],
  'everybody-away': [
    { away: { groups: { security: monday + 9 * day }, executives: { 1: monday + 9 * day } } },
    submit(ada),
    rule(ceo, { verb: 'approve', reason: 'Nobody else is there.' }),
  ],
  'by-delegates': [
    submit(ada),
    approve(lending('dee', sec), 'security'),
    reject(lex, 'legal'),
    { until: 'escalated' },
    rule(lending('dan', cmo), { verb: 'reject', reason: 'As she would.' }),
  ],
  'more-by-delegates': [
    ...conflict,
    statePosition(lending('dee', sec), 'security'),
    approveWith(lex, 'legal', condition('Watch it.', lateByGroup())),
    acceptConditions(ada),
    meetCondition(lending('lou', lex), 'c1.1'),
    revoke(lending('dee', sec)),
  ],
  'requester-left': [
    submit(ada),
    requesterIs('left'),
    requesterIs('there'),
    requesterIs('left'),
    withdraw(sec, 'Nobody asks for it any more.'),
  ],
  'a-channel-with-observers': [observed, ...bothApprove],
  'together-and-soon': [submit(ada), decidesTogether, decidesSoon],
}
