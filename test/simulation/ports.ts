/** The borders around a process, and the watchers at them. */
import { type Chat, type Commit, type Store, StoreUnavailable } from '../../src/app/ports.ts'
import type { Service } from '../../src/app/service.ts'
import { intercepted } from '../support/intercept.ts'
import type { Judge } from './checks/judge.ts'
import { doingNow, during } from './people/act.ts'
import type { Line } from './platforms/slack.ts'

/** Calls that change something: their answer may be lost after it was done. */
const writes =
  /^(commit|claim|renew|begin|settle|release|redraw|add|put|save|drop|prune|nextNumber|wakeParked)/

/** Calls whose answer something is decided on: what others do in between is what a race is made of. */
const decisive = /^(read|seen|requestOf|draft|byEmail|byIdentity)$/
/** The rest is read all the time, mostly to draw cards; a run that stops at each of them gets nowhere. */
const stopsAtOther = 0.05

/** Calls are decisions of the scheduler before they are carried out, and, where they change something, after. */
export function bordered<Port extends object>(port: Port, line: Line, name: string): Port {
  const { scheduler, faults, owner } = line
  return intercepted(port, async ({ method, args, proceed }) => {
    const isWrite = writes.test(method)
    if (isWrite || decisive.test(method) || scheduler.random.chance(stopsAtOther))
      await scheduler.cross(owner, `${name}.${method} ${brief(args)}`)
    if (faults.storeFails()) {
      scheduler.fault(`${name} unavailable`, method)
      throw new StoreUnavailable('locked')
    }
    const answer = await proceed()
    if (!isWrite) return answer
    await scheduler.cross(owner, `${name}.${method} answered ${method === 'commit' ? brief([answer]) : ''}`)
    if (faults.storeAnswerLost()) {
      scheduler.fault(`answer of ${name} lost`, method)
      throw new StoreUnavailable('unreachable')
    }
    return answer
  })
}

/** Enough to tell calls apart in a trace. */
function brief(args: readonly unknown[]): string {
  const [first] = args
  if (isCommit(first))
    return `${first.request.slice(-4)} at ${first.expectedVersion}: ${first.events.map(({ type }) => type).join(', ')}`
  return args
    .map((arg) => JSON.stringify(arg) ?? '')
    .join(' ')
    .slice(0, 120)
}

const isCommit = (value: unknown): value is Commit =>
  typeof value === 'object' && value !== null && 'expectedVersion' in value && 'request' in value

/** What becomes durable, as the database sees it. */
export function watchedStore(store: Store, judge: Judge): Store {
  return intercepted(store, async ({ method, args, proceed }) => {
    if (method === 'commitDirectory') judge.meet()
    const answer = await proceed()
    const [first, second] = args
    if (method === 'commit' && isCommit(first) && isOk(answer)) judge.committed(first)
    if (method === 'settleCard' && isCard(first) && isSettlement(second)) judge.settled(first.id, second)
    return answer
  })
}

/** What the application decided, before anything stands between it and the database. */
export function watchedIntentions(store: Store, judge: Judge): Store {
  return intercepted(store, ({ method, args, proceed }) => {
    const [first] = args
    if (method === 'commit' && isCommit(first)) judge.intends(first)
    return proceed()
  })
}

const isOk = (value: unknown) =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === true

const isCard = (value: unknown): value is Parameters<Store['settleCard']>[0] =>
  typeof value === 'object' && value !== null && 'claim' in value

const isSettlement = (value: unknown): value is Parameters<Store['settleCard']>[1] =>
  typeof value === 'object' && value !== null && 'outcome' in value

/** Which card is on its way, and whether anybody can know that it arrived. */
export function watchedChat(chat: Chat, judge: Judge, now: () => number): Chat {
  return {
    ...chat,
    deliver: (delivery) =>
      during({ card: delivery.cardId, began: now() }, async () => {
        judge.began(delivery.cardId)
        const outcome = await chat.deliver(delivery)
        judge.ended(delivery.cardId, outcome)
        return outcome
      }),
  }
}

interface Answer {
  readonly outcome: string
  readonly request?: string
  readonly code?: string
  readonly errors?: object
}

/** What people are answered, before the platform hears of it. */
export function watchedService(service: Service): Service {
  const note = (key: string, answer: Answer) => {
    const { outcome, request = null, code, errors } = answer
    const why = [...(code === undefined ? [] : [code]), ...Object.keys(errors ?? {})].join(', ')
    const { act } = doingNow()
    act?.answers.push({ key, outcome, request, why, late: act.recorded.includes(key) })
  }
  return {
    ...service,
    async choose(click) {
      const answer = await service.choose(click)
      note(click.dedupeKey, answer)
      return answer
    },
    async submit(input) {
      const answer = await service.submit(input)
      note(input.dedupeKey, answer)
      return answer
    },
  }
}
