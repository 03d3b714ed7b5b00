/** One run: a seed decides who does what, what goes wrong, and in which order everything happens. */
import type { RequestStatus } from '../../src/domain/request/state.ts'
import { mondayMorning } from '../support/clock.ts'
import { CountingIds } from '../support/ids.ts'
import { emptyTables } from '../support/store/memory.ts'
import { checkHealth } from './checks/health.ts'
import { Judge } from './checks/judge.ts'
import { createFaults } from './engine/faults.ts'
import { drained, withoutMachine } from './engine/guard.ts'
import { createRandom } from './engine/random.ts'
import { Scheduler } from './engine/scheduler.ts'
import { createTrace } from './engine/trace.ts'
import type { Inbound } from './people/act.ts'
import { Crowd } from './people/crowd.ts'
import { joinAccounts } from './people/operator.ts'
import { SlackWorkspace } from './platforms/slack.ts'
import { TeamsTenant } from './platforms/teams.ts'
import { createReplica, type Place, type Plant, type Replica } from './replica.ts'
import { World } from './world.ts'

export interface Outcome {
  readonly seed: number
  /** SHA-256 over every step. */
  readonly hash: string
  readonly steps: number
  /** Empty where everything holds. */
  readonly violations: readonly string[]
  readonly met: ReadonlyMap<string, number>
  readonly lines: readonly string[]
  /** Those of them that tell what people did, what went wrong, and what became of it. */
  readonly story: readonly string[]
}

export interface Settings {
  readonly plant?: Plant | null
  /** How many lines of the trace are kept to be read; none of the hash depends on it. */
  readonly keep?: number
  /** Half as much happens. */
  readonly short?: boolean
}

/** The most steps before the world heals, and after it. */
const longest = 6_000
const longestHealing = 12_000
/** After so long without faults every card is right: waits between tries grow to ten minutes. */
const healing = 30 * 60_000

export async function simulate(
  seed: number,
  { plant = null, keep = 400, short = false }: Settings = {},
): Promise<Outcome> {
  const { result, leaks } = await withoutMachine(() => new Run(seed, plant, keep, short).play())
  return {
    ...result,
    violations: [...leaks.map((leak) => `from the machine: ${leak}`), ...result.violations],
  }
}

class Run {
  readonly #seed: number
  readonly #place: Place
  readonly #crowd: Crowd
  #replicas: Replica[] = []
  #born = 0
  /** Payloads on their way, by the step at which a process has to have taken them. */
  #underWay = new Map<Inbound, Replica>()
  #acts: number
  /** How likely somebody acts while other things are still going on, and rather than waits when nothing is. */
  readonly #haste: number
  readonly #diligence: number
  #mishaps: number
  /** How often time passes when everybody has gone home. */
  #lulls: number

  constructor(seed: number, plant: Plant | null, keep: number, short: boolean) {
    const random = createRandom(seed)
    const scheduler = new Scheduler(mondayMorning, random, createTrace(keep))
    const world = new World(random)
    const tables = emptyTables()
    const slack = new SlackWorkspace(world)
    const teams = new TeamsTenant(world)
    const judge = new Judge(scheduler, world, tables)
    const faults = createFaults(random)
    this.#seed = seed
    this.#place = { scheduler, faults, world, tables, slack, teams, judge, plant, ids: new CountingIds() }
    this.#crowd = new Crowd(this.#place)
    this.#acts = short ? 12 + random.int(10) : 25 + random.int(25)
    this.#lulls = random.pick(short ? [0, 0, 0, 4] : [0, 0, 4, 20])
    this.#haste = random.pick([0.004, 0.015, 0.04])
    this.#diligence = random.pick([0.4, 0.8, 0.95])
    this.#mishaps = random.pick([0, 2, 6])
  }

  async play(): Promise<Outcome> {
    const { scheduler, judge } = this.#place
    for (let count = 0; count < 2; count += 1) this.#start()
    while (scheduler.step < longest && judge.violations.length === 0 && (await this.#turn()));
    if (judge.violations.length === 0) await this.#heal()
    const violations = [...judge.violations]
    if (violations.length === 0) violations.push(...(await checkHealth(this.#place)))
    for (const { state } of judge.states)
      if (state !== null) scheduler.meet(`ends ${state.status satisfies RequestStatus}`)
    const { trace, step } = scheduler
    for (const replica of this.#replicas) scheduler.drop(replica)
    return {
      seed: this.#seed,
      hash: trace.hash(),
      steps: step,
      violations,
      met: scheduler.met,
      lines: trace.lines,
      story: trace.story,
    }
  }

  /** One step. False when there is nothing left to do. */
  async #turn(): Promise<boolean> {
    const { scheduler } = this.#place
    const { random } = scheduler
    scheduler.step += 1
    if (this.#mishaps > 0 && random.chance(0.01)) {
      this.#mishaps -= 1
      this.#mishap()
    } else if (this.#acts > 0 && random.chance(this.#haste)) {
      this.#act()
    } else if (random.chance(0.05) && scheduler.runnable > 0)
      scheduler.advanceTo(scheduler.now + random.int(300))
    else if (!scheduler.runOne() && !this.#idle()) return false
    await drained()
    return true
  }

  /** Nothing can go on: somebody acts, or time passes. */
  #idle(): boolean {
    const { scheduler } = this.#place
    for (const replica of this.#replicas)
      if (replica.paused && scheduler.random.chance(0.3)) this.#resume(replica)
    if (this.#acts <= 0 && this.#mishaps <= 0 && this.#lulls <= 0) return false
    if (this.#acts > 0 && scheduler.random.chance(this.#diligence) && this.#act()) return true
    if (this.#acts <= 0) this.#lulls -= 1
    this.#passTime()
    return this.#acts > 0 || this.#lulls > 0
  }

  /** To the next thing that waits for its time, or somewhere before it. */
  #passTime(): void {
    const { scheduler, tables } = this.#place
    const { random, now } = scheduler
    const due = [...tables.requests.values()].flatMap(({ dueAt }) =>
      dueAt === null || dueAt <= now ? [] : [dueAt],
    )
    const cards = tables.cards.flatMap(({ nextAttemptAt: at, parked }) => (parked || at <= now ? [] : [at]))
    const sleeper = scheduler.nextSleeper ?? now + 1_000
    const next = Math.min(...due, ...cards, now + 6 * 3_600_000)
    // Whoever is in the middle of something renews a lease every two seconds, and must not sleep past it.
    const busy = sleeper - now <= 2_000
    const until =
      busy || random.chance(0.1) ? sleeper : random.chance(0.8) ? next : now + random.int(next - now)
    scheduler.tell(`time passes, ${until - now} ms`)
    scheduler.advanceTo(Math.max(until, now))
  }

  /** When the next card or timer can be taken; a second from now where one can be already. */
  #nextWork(): number {
    const { scheduler, tables } = this.#place
    const cards = tables.cards.flatMap(({ parked, wanted, delivered, redraw, nextAttemptAt, leaseUntil }) =>
      !parked && (wanted > delivered || redraw > 0) ? [Math.max(nextAttemptAt, leaseUntil ?? 0)] : [],
    )
    const due = [...tables.requests.values()].flatMap(({ dueAt, leaseUntil }) =>
      dueAt === null ? [] : [Math.max(dueAt, leaseUntil ?? 0)],
    )
    return Math.max(Math.min(...cards, ...due), scheduler.now + 1_000)
  }

  #start(): Replica {
    this.#born += 1
    const replica = createReplica(this.#place, `r${this.#born}`)
    this.#replicas.push(replica)
    replica.app.start()
    this.#place.scheduler.tell(`${replica.name} starts`)
    return replica
  }

  /** False where nobody had anything to do. */
  #act(): boolean {
    const inbound = this.#crowd.act()
    if (inbound === null) return false
    this.#acts -= 1
    const { random } = this.#place.scheduler
    const copies = random.chance(0.12) ? 2 : 1
    this.#place.scheduler.meet(copies > 1 ? 'act delivered twice' : 'act delivered once')
    for (let copy = 0; copy < copies; copy += 1) this.#send(inbound)
    return true
  }

  /** Over the network, to whichever process is there when it arrives. */
  #send(inbound: Inbound): void {
    const { scheduler } = this.#place
    void scheduler.cross(null, `act ${inbound.act.id} arrives`).then(() => {
      const awake = this.#replicas.filter(({ alive, paused }) => alive && !paused)
      if (awake.length === 0) return
      const replica = scheduler.random.pick(awake)
      scheduler.tell(`${replica.name} takes act ${inbound.act.id}`)
      const copy = { ...inbound }
      this.#underWay.set(copy, replica)
      void replica.receive(copy).then(
        () => this.#underWay.delete(copy),
        (fault: unknown) => this.#broken(fault),
      )
    })
  }

  /** Faults are answered and logged where they happen; none may come out. */
  #broken(fault: unknown): void {
    this.#place.judge.violations.push(`something threw ${String(fault)}`)
  }

  #mishap(): void {
    const { scheduler, world } = this.#place
    const { random } = scheduler
    const what = random.pick([
      'crash',
      'crash',
      'pause',
      'pause',
      'resume',
      'standing',
      'groups',
      'join',
    ] as const)
    scheduler.meet(`mishap ${what}`)
    const awake = this.#replicas.filter(({ alive, paused }) => alive && !paused)
    const paused = this.#replicas.find((replica) => replica.alive && replica.paused)
    if (what === 'crash' && awake.length > 0) this.#crash(random.pick(awake))
    else if (what === 'pause' && awake.length > 1) {
      const replica = random.pick(awake)
      scheduler.tell(`${replica.name} is paused`)
      replica.paused = true
      if (random.chance(0.5)) scheduler.advanceTo(scheduler.now + 9_000 + random.int(60_000))
    } else if (what === 'resume' && paused !== undefined) this.#resume(paused)
    else if (what === 'standing') {
      const person = world.named(
        random.pick(['sec1', 'sec2', 'legal1', 'legal2', 'cmo', 'tom', 'ada', 'bea']),
      )
      const standing = random.pick(['guest', 'deactivated', 'active'] as const)
      scheduler.tell(`${person.name} is ${standing} from now on`)
      world.changeStanding(person, standing, scheduler.step)
    } else if (what === 'groups') {
      const person = world.named(random.pick(['sec3', 'legal2']))
      scheduler.tell(`${person.name} is taken out of the group`)
      world.leaveGroups(person, scheduler.step)
    } else if (what === 'join') void joinAccounts(this.#place).catch((fault: unknown) => this.#broken(fault))
  }

  #resume(replica: Replica): void {
    const { scheduler } = this.#place
    scheduler.tell(`${replica.name} goes on`)
    replica.paused = false
    scheduler.advanceTo(scheduler.now)
  }

  /** Everything in its memory is gone, and what it was about to do. It comes back on the same store, perhaps much later. */
  #crash(replica: Replica): void {
    const { scheduler } = this.#place
    const { random } = scheduler
    replica.alive = false
    const lost = scheduler.drop(replica)
    scheduler.tell(`${replica.name} is killed, with ${lost.length} things under way`)
    this.#replicas = this.#replicas.filter((other) => other !== replica)
    if (random.chance(0.3)) scheduler.advanceTo(scheduler.now + random.int(5 * 3_600_000))
    this.#start()
    for (const [inbound, taken] of [...this.#underWay]) {
      if (taken !== replica) continue
      this.#underWay.delete(inbound)
      // The platform heard nothing: it delivers again, or the person gives up.
      if (random.chance(0.7)) this.#send(inbound)
    }
  }

  /** No more faults: everything that is still to happen does. */
  async #heal(): Promise<void> {
    const { scheduler, faults, judge, tables } = this.#place
    faults.heal()
    scheduler.tell('healthy from here on')
    for (const replica of this.#replicas) if (replica.paused) this.#resume(replica)
    const until = scheduler.now + healing
    for (let step = 0; step < longestHealing && judge.violations.length === 0; step += 1) {
      scheduler.step += 1
      if (!scheduler.runOne()) {
        const behind = tables.cards.some(
          ({ parked, wanted, delivered, redraw }) => !parked && (wanted > delivered || redraw > 0),
        )
        const late = [...tables.requests.values()].some(
          ({ dueAt }) => dueAt !== null && dueAt <= scheduler.now,
        )
        const next = this.#nextWork()
        // What is planned for later, as a card is drawn again when its post may go out, begins more than it ends.
        if ((!behind && !late) || next > until) return
        scheduler.advanceTo(next)
      }
      await drained()
    }
  }
}
