/** An organisation in which there is one of each kind, brought into each situation through the service. */

import { fold } from '../../../src/app/load.ts'
import type { Identity, Platform } from '../../../src/app/ports.ts'
import { createApp } from '../../../src/app/runner.ts'
import { createWake } from '../../../src/app/wake.ts'
import { currentRevision } from '../../../src/domain/request/queries.ts'
import type { Request } from '../../../src/domain/request/state.ts'
import type { Verb } from '../../../src/domain/request/verbs.ts'
import type { FormValues } from '../../../src/view/form.ts'
import { fieldIds } from '../../../src/view/forms.ts'
import { AccountBook } from '../../support/app/account-book.ts'
import { email, group, organisation } from '../../support/app/organisation.ts'
import {
  choice,
  smallRisk,
  text,
  typedChanges,
  typedCondition,
  typedContest,
  typedPost,
  typedReason,
  typedRejection,
} from '../../support/app/typed.ts'
import { ManualClock } from '../../support/clock.ts'
import { day, hour } from '../../support/domain/calendar.ts'
import { CountingIds } from '../../support/ids.ts'
import { connectMemory, emptyTables, type Tables } from '../../support/store/memory.ts'
import type { PersonKind, Situation } from './table.ts'

const platforms: readonly Platform[] = ['slack', 'teams']
/** They could do everything, were it not for what they are. */
const unlucky: readonly PersonKind[] = ['removed', 'deactivated', 'guest', 'external', 'bot']
const members = ['reviewer', 'colleague', 'absent']

/** Like the real ones, it does not know the accounts of other organisations. */
class OneTenant extends AccountBook {
  override async profile(identity: Identity) {
    return identity.tenant === 'T1' ? super.profile(identity) : null
  }
}

export function createHouse(tables: Tables = emptyTables(), now?: number) {
  const clock = new ManualClock(...(now === undefined ? [] : [now]))
  const { store, people, blobs } = connectMemory(tables, new CountingIds('card'))
  const accounts = platforms.map((platform) => new OneTenant(platform))
  const everybody = [
    ...unlucky,
    ...members,
    'delegate',
    'requester',
    'executive',
    'observer',
    'stranger',
    'lex',
  ]
  for (const book of accounts) for (const user of everybody) book.account(user)
  const listed = (names: readonly string[]) => names.map(email)
  const organised = (extra: readonly string[]) =>
    organisation({
      groups: [
        group('security', listed([...members, ...extra]), { delegates: [email('delegate')] }),
        group('legal', [email('lex')]),
      ],
      executives: [{ members: listed(['executive', ...extra]) }, { members: [email('ceo')] }],
      observers: [{ members: [email('observer')], kinds: null }],
    })
  const config = { current: organised(unlucky) }
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const app = createApp({
    store,
    people,
    blobs,
    clock,
    ids: new CountingIds(`at${clock.now()}x`),
    organisation: () => config.current,
    accounts,
    chats: [],
    attachments: { fetch: async () => ({ ok: false, reason: 'not_found' }) },
    log,
    wake: createWake(),
    random: () => 0.5,
  })
  /** What makes people what they are when they click. */
  const fall = () => {
    config.current = organised(unlucky.filter((kind) => kind !== 'removed'))
    for (const book of accounts)
      for (const standing of ['deactivated', 'guest', 'external', 'bot'] as const)
        book.account(standing, { standing })
  }
  return { app, store, clock, tables, fall }
}
export type House = ReturnType<typeof createHouse>

export const identityOf = (person: string, platform: Platform): Identity =>
  person === 'other tenant'
    ? { platform, tenant: 'T9', user: 'reviewer' }
    : { platform, tenant: 'T1', user: person }

export async function load({ store }: House, id: string): Promise<Request> {
  const request = fold(await store.read(id))
  if (request === null) throw new Error('there is no request')
  return request
}

const conditions: FormValues = {
  ...typedCondition,
  [fieldIds.condition(2, 'text')]: text('Watch what people say.'),
  [fieldIds.condition(2, 'owner')]: choice('group'),
  [fieldIds.condition(2, 'due')]: choice('after_publication'),
}

/** What somebody types who does it. */
export const typedFor = (verb: Verb, now: number): FormValues => {
  if (verb === 'revise') return typedPost({ [fieldIds.text]: text('Hall 6') })
  return {
    ...smallRisk,
    ...typedRejection,
    ...typedChanges,
    ...typedContest,
    ...typedReason,
    ...conditions,
    [fieldIds.evidence]: text('Done.'),
    [fieldIds.url]: text('https://example.com/posts/1'),
    [fieldIds.slot]: { type: 'instant', at: now + day },
  }
}

type Step = readonly [who: string, verb: Verb, subject?: string] | number
const bothApprove: readonly Step[] = [
  ['colleague', 'approve', 'security'],
  ['lex', 'approve', 'legal'],
]
const conflict: readonly Step[] = [
  ['colleague', 'approve', 'security'],
  ['lex', 'reject', 'legal'],
]
const offered: readonly Step[] = [
  ['colleague', 'approve_with_conditions', 'security'],
  ['lex', 'approve', 'legal'],
]
const ways: Readonly<Record<Situation, readonly Step[]>> = {
  'in review': [],
  'changes requested': [['lex', 'request_changes', 'legal']],
  'conditions offered': offered,
  deadlocked: conflict,
  escalated: [...conflict, 9 * hour],
  'approved with conditions': [...offered, ['requester', 'accept_conditions']],
  approved: bothApprove,
  rejected: [
    ['colleague', 'reject', 'security'],
    ['lex', 'reject', 'legal'],
  ],
  published: [...bothApprove, ['requester', 'publish']],
  lapsed: [...bothApprove, 11 * day],
  revoked: [...bothApprove, ['colleague', 'revoke']],
  withdrawn: [['requester', 'withdraw']],
}

/** The house with one request, revised once, in the situation; and the digests that old and new cards carry. */
export async function broughtInto(situation: Situation) {
  const house = createHouse()
  const { app, clock } = house
  const requester = identityOf('requester', 'slack')
  const asked = await app.service.submit({
    identity: requester,
    purpose: { type: 'compose', kind: 'post' },
    values: typedPost(),
    dedupeKey: 'ask',
  })
  if (asked.outcome !== 'done') throw new Error(`not submitted: ${JSON.stringify(asked)}`)
  const outdated = currentRevision(await load(house, asked.request)).digest
  let steps = 0
  const carryOut = async (who: string, verb: Verb, subject?: string) => {
    steps += 1
    const { digest } = currentRevision(await load(house, asked.request))
    const values =
      verb === 'revise' ? typedPost({ [fieldIds.text]: text('Hall 5') }) : typedFor(verb, clock.now())
    const purpose = { type: 'verb', verb, request: asked.request, digest } as const
    const answer = await app.service.submit({
      identity: identityOf(who, 'slack'),
      purpose: subject === undefined ? purpose : { ...purpose, subject },
      values,
      dedupeKey: `step-${steps}`,
    })
    if (answer.outcome !== 'done') throw new Error(`${situation}: ${verb}: ${JSON.stringify(answer)}`)
  }
  await carryOut('requester', 'revise')
  for (const step of ways[situation]) {
    if (typeof step !== 'number') await carryOut(...step)
    else {
      clock.advance(step)
      await app.timers.runDue()
    }
  }
  const away = await app.service.goAway({
    identity: identityOf('absent', 'slack'),
    words: 'until Friday',
    delegate: identityOf('delegate', 'slack'),
    dedupeKey: 'away',
  })
  if (away.outcome !== 'absence') throw new Error(`nobody is away: ${JSON.stringify(away)}`)
  house.fall()
  const request = await load(house, asked.request)
  return { house, request, digests: { current: currentRevision(request).digest, outdated } }
}
export type Brought = Awaited<ReturnType<typeof broughtInto>>
