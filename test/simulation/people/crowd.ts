import type { Random } from '../engine/random.ts'
import type { Place } from '../replica.ts'
import type { Act, Inbound, Possibility } from './act.ts'
import { composeInSlack, possibilitiesInSlack } from './in-slack.ts'
import { composeInTeams, possibilitiesInTeams } from './in-teams.ts'

function weighted<Choice extends Possibility>(
  possibilities: readonly Choice[],
  random: Random,
): Choice | null {
  let left = random.next() * possibilities.reduce((sum, { weight }) => sum + weight, 0)
  for (const possibility of possibilities) {
    left -= possibility.weight
    if (left < 0) return possibility
  }
  return null
}

/** Where all that could be done weighs less than this, nobody waits for anything. */
const little = 8
/** How likely somebody presses again what they have pressed. */
const impatience = 0.04

/** The people of the organisation: they do what their cards offer them, and what old ones did. */
export class Crowd {
  readonly #place: Place
  /** How many requests a run is about; more would only make each of them shallower. */
  readonly #requests: number
  readonly #pressed = new WeakMap<object, Set<string>>()
  #acts = 0
  #asked = 0

  constructor(place: Place) {
    this.#place = place
    this.#requests = place.scheduler.random.pick([1, 2, 2, 3])
  }

  /** Somebody does something; null where nobody can do anything. */
  act(): Inbound | null {
    const { scheduler, world } = this.#place
    const { random } = scheduler
    if (this.#asked === 0) return this.#ask()
    // Somebody goes on with what waits, whoever that is: what nobody waits for is done too, but seldom.
    const all = world.people.flatMap(({ name }) => this.#gladlyOf(name))
    const waits = all.reduce((sum, { weight }) => sum + weight, 0)
    if (this.#asked < this.#requests && random.chance(waits < little ? 0.5 : 0.05)) return this.#ask()
    const chosen = waits < little && random.chance(0.7) ? null : weighted(all, random)
    return chosen === null ? null : this.#does(chosen.name, chosen)
  }

  /** Whoever has pressed something waits for the message to change, mostly. */
  #gladlyOf(name: string): readonly (Possibility & { readonly name: string })[] {
    return this.#possibilities(name).map((possibility) => {
      const { look, weight } = possibility
      const pressed = look !== undefined && this.#pressed.get(look)?.has(name) === true
      return { ...possibility, name, weight: pressed ? weight * impatience : weight }
    })
  }

  #possibilities(name: string): readonly Possibility[] {
    const { world, slack, teams, scheduler } = this.#place
    const who = world.named(name)
    return who.platform === 'slack'
      ? possibilitiesInSlack(slack, who, scheduler.random, scheduler.now)
      : possibilitiesInTeams(teams, who, scheduler.random, scheduler.now)
  }

  #ask(): Inbound {
    const { world, scheduler, slack, teams } = this.#place
    const who = world.named(
      scheduler.random.pick(['ada', 'bea', 'ada', 'bea', 'ada', 'bea', 'ada', 'bea', 'sec1', 'eve']),
    )
    this.#asked += who.name === 'eve' ? 0 : 1
    const inbound = who.platform === 'slack' ? composeInSlack(slack, who) : composeInTeams(teams, who)
    const label = 'asks for something new'
    return this.#does(who.name, { verb: null, request: null, digest: null, weight: 1, label, inbound })
  }

  #does(name: string, { verb, request, digest, label, inbound, look }: Possibility): Inbound {
    const { world, scheduler } = this.#place
    if (look !== undefined) this.#pressed.set(look, (this.#pressed.get(look) ?? new Set()).add(name))
    this.#acts += 1
    const act: Act = {
      id: this.#acts,
      who: world.named(name),
      verb,
      request,
      digest,
      since: scheduler.step,
      commits: 0,
      recorded: [],
      answers: [],
    }
    scheduler.tell(`act ${act.id}: ${name} ${label}`)
    return inbound(act)
  }
}
