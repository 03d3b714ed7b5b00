import type { Clock } from '../../../src/app/ports.ts'
import type { Instant } from '../../../src/domain/flavour.ts'
import type { Random } from './random.ts'
import type { Trace } from './trace.ts'

/** A process, as far as the scheduler cares. What a dead one waits for never comes. */
export interface Owner {
  readonly name: string
  alive: boolean
  paused: boolean
}

/** Somebody waits at a border between the program and the world; going on is a decision of the scheduler. */
interface Crossing {
  readonly owner: Owner | null
  readonly label: string
  readonly since: Instant
  readonly go: () => void
}

interface Sleeper {
  readonly owner: Owner
  readonly at: Instant
  readonly wake: () => void
}

/** No crossing waits longer than this while time goes by, unless its process is paused. */
const patience = 1_500

/** Decides which of everything that could go on goes on next, and what time it is. */
export class Scheduler {
  readonly random: Random
  readonly trace: Trace
  step = 0
  /** How often each kind of event, answer and fault was met: a simulation that meets nothing shows nothing. */
  readonly met = new Map<string, number>()
  readonly #start: Instant
  #now: Instant
  #crossings: Crossing[] = []
  #sleepers: Sleeper[] = []

  constructor(now: Instant, random: Random, trace: Trace) {
    this.#start = now
    this.#now = now
    this.random = random
    this.trace = trace
  }

  get now(): Instant {
    return this.#now
  }

  note(text: string, told = false): void {
    this.trace.line(`${String(this.step).padStart(5)} ${timeOf(this.#now - this.#start)} ${text}`, told)
  }

  /** Notes something that a person who reads what happened has to know. */
  tell(text: string): void {
    this.note(text, true)
  }

  meet(what: string): void {
    this.met.set(what, (this.met.get(what) ?? 0) + 1)
  }

  /** Something goes wrong, by the seed. */
  fault(kind: string, what: string): void {
    this.tell(`  fault: ${kind}: ${what}`)
    this.meet(`fault: ${kind}`)
  }

  /** Resolves when it is this one's turn. */
  cross(owner: Owner | null, label: string): Promise<void> {
    return new Promise((go) => {
      if (owner?.alive === false) return
      this.#crossings.push({ owner, label, since: this.#now, go })
    })
  }

  get runnable(): number {
    return this.#ready().length
  }

  /** Lets one of those that could go on do so; false when nobody could. */
  runOne(): boolean {
    const ready = this.#ready()
    if (ready.length === 0) return false
    const oldest = ready.find(({ since }) => this.#now - since >= patience)
    const chosen = oldest ?? this.random.pick(ready)
    this.#crossings = this.#crossings.filter((crossing) => crossing !== chosen)
    this.note(`${chosen.owner?.name ?? 'world'} ${chosen.label}`)
    chosen.go()
    return true
  }

  #ready(): readonly Crossing[] {
    return this.#crossings.filter(({ owner }) => owner === null || !owner.paused)
  }

  /** Everything the process waits for is lost; gives what that was. */
  drop(owner: Owner): readonly string[] {
    const lost = this.#crossings.filter((crossing) => crossing.owner === owner)
    this.#crossings = this.#crossings.filter((crossing) => crossing.owner !== owner)
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.owner !== owner)
    return lost.map(({ label }) => label)
  }

  /** The clock as one process has it. */
  clockOf(owner: Owner): Clock {
    return {
      now: () => this.#now,
      sleepUntil: (at, signal) => {
        if (signal.aborted || at <= this.#now) return Promise.resolve()
        return new Promise((resolve) => {
          const wake = () => {
            this.#sleepers = this.#sleepers.filter((other) => other !== sleeper)
            signal.removeEventListener('abort', wake)
            resolve()
          }
          const sleeper: Sleeper = { owner, at, wake }
          this.#sleepers.push(sleeper)
          signal.addEventListener('abort', wake)
        })
      },
    }
  }

  /** Until when the first of those sleeps that are awake to be woken; null when nobody sleeps. */
  get nextSleeper(): Instant | null {
    const times = this.#sleepers.filter(({ owner }) => !owner.paused).map(({ at }) => at)
    return times.length === 0 ? null : Math.min(...times)
  }

  /** Moves the time on, never back, and wakes whoever slept until then. Who is paused sleeps on. */
  advanceTo(at: Instant): void {
    if (at > this.#now) this.#now = at
    const awake = this.#sleepers.filter((sleeper) => sleeper.at <= this.#now && !sleeper.owner.paused)
    for (const sleeper of awake.sort((a, b) => a.at - b.at)) sleeper.wake()
  }
}

/** Hours, minutes, seconds and milliseconds since the start. */
function timeOf(elapsed: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const clock = [elapsed / 3_600_000, (elapsed / 60_000) % 60, (elapsed / 1_000) % 60].map(two).join(':')
  return `${clock}.${String(elapsed % 1_000).padStart(3, '0')}`
}
