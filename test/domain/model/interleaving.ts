/**
 * Several people at once: each reads the request, decides on what was read, and commits against the version read, as
 * the application does. Who gets to do the next part of their work is random.
 */
import type { Command } from '../../../src/domain/request/commands.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import type { Outcome } from '../../../src/domain/request/refusal.ts'
import type { RequestState } from '../../../src/domain/request/state.ts'
import type { Subject } from './subject.ts'
import type { World } from './world.ts'

/** A command with its outcome, in the order in which they took effect. */
export interface Effect {
  readonly command: Command
  readonly outcome: Outcome<RequestEvent>
}

interface Client {
  readonly commands: Command[]
  read: { readonly state: RequestState } | null
}

/** Version 0 is the empty history. */
const versionOf = (state: RequestState): number => state?.version ?? 0

export interface Interleaved {
  readonly effects: readonly Effect[]
  readonly state: RequestState
}

/**
 * Plays the clients' commands in turns. `onConflict` says what a client does whose version is outdated: `retry` reads
 * again and decides anew; `commit anyway` is the mistake that the test must be able to see.
 */
export function interleave(
  subject: Subject,
  world: World,
  start: RequestState,
  clients: readonly (readonly Command[])[],
  turns: readonly number[],
  at: number,
  onConflict: 'retry' | 'commit anyway',
): Interleaved {
  const working: Client[] = clients.map((commands) => ({ commands: [...commands], read: null }))
  const effects: Effect[] = []
  let state = start
  for (let turn = 0; working.some(({ commands }) => commands.length > 0); turn += 1) {
    const able = working.filter(({ commands }) => commands.length > 0)
    const client = able[(turns[turn % turns.length] ?? 0) % able.length]
    const command = client?.commands[0]
    if (client === undefined || command === undefined) break
    if (client.read === null) {
      client.read = { state }
      continue
    }
    const seen = client.read.state
    client.read = null
    const outcome = subject.decide(command, seen, { at, calendar: world.calendar })
    const events = outcome.ok ? outcome.events : []
    // What changes nothing is true of the state that was read, and takes effect at that moment: read and answer anew
    // only where the version moved on, so that the list stays in the order of effects.
    if (versionOf(seen) !== versionOf(state) && onConflict === 'retry') continue
    state = events.reduce<RequestState>(subject.evolve, state)
    effects.push({ command, outcome })
    client.commands.shift()
  }
  return { effects, state }
}

/** The same commands one after the other. */
export function oneByOne(
  subject: Subject,
  world: World,
  start: RequestState,
  commands: readonly Command[],
  at: number,
): Interleaved {
  let state = start
  const effects = commands.map((command): Effect => {
    const outcome = subject.decide(command, state, { at, calendar: world.calendar })
    state = (outcome.ok ? outcome.events : []).reduce<RequestState>(subject.evolve, state)
    return { command, outcome }
  })
  return { effects, state }
}
