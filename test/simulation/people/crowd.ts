import type { Random } from '../engine/random.ts'
import type { Place } from '../replica.ts'
import type { Act, Inbound, Possibility } from './act.ts'
import { composeInSlack, possibilitiesInSlack } from './in-slack.ts'
import { composeInTeams, possibilitiesInTeams } from './in-teams.ts'

function weighted(possibilities: readonly Possibility[], random: Random): Possibility | null {
  let left = random.next() * possibilities.reduce((sum, { weight }) => sum + weight, 0)
  for (const possibility of possibilities) {
    left -= possibility.weight
    if (left < 0) return possibility
  }
  return null
}

/** How many requests a run is about; more would only make each of them shallower. */
const mostRequests = 3

/** The people of the organisation: they do what their cards offer them, and what old ones did. */
export class Crowd {
  readonly #place: Place
  #acts = 0
  #asked = 0

  constructor(place: Place) {
    this.#place = place
  }

  /** Somebody does something; null where nobody can do anything. */
  act(): Inbound | null {
    const { scheduler, world } = this.#place
    const { random } = scheduler
    if (this.#asked === 0 || (this.#asked < mostRequests && random.chance(0.1))) return this.#ask()
    // Whoever looks next; most people have nothing before them at first.
    for (let tries = 0; tries < 6; tries += 1) {
      const { name } = random.pick(world.people)
      const chosen = weighted(this.#possibilities(name), random)
      if (chosen !== null) return this.#does(name, chosen)
    }
    return null
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
    const who = world.named(scheduler.random.pick(['ada', 'bea', 'ada', 'bea', 'sec1', 'eve']))
    this.#asked += who.name === 'eve' ? 0 : 1
    const inbound = who.platform === 'slack' ? composeInSlack(slack, who) : composeInTeams(teams, who)
    const label = 'asks for something new'
    return this.#does(who.name, { verb: null, request: null, digest: null, weight: 1, label, inbound })
  }

  #does(name: string, { verb, request, digest, label, inbound }: Possibility): Inbound {
    const { world, scheduler } = this.#place
    this.#acts += 1
    const act: Act = {
      id: this.#acts,
      who: world.named(name),
      verb,
      request,
      digest,
      since: scheduler.step,
      commits: 0,
      answers: [],
    }
    scheduler.note(`act ${act.id}: ${name} ${label}`)
    return inbound(act)
  }
}
