/** Everybody in both chats. */
import { entraIdOf, personas } from '../../adapters/sandbox/organisation.ts'
import type { Chance } from '../support/process/chance.ts'
import { type Crowd, gather } from '../support/process/crowd.ts'
import { inTeams, type Platforms } from './platforms.ts'
import { gatherInTeams } from './teams-crowd.ts'

/** Whoever is in marketing asks, everybody else answers. */
const teamsPeople = personas
  .filter((persona) => persona.kind === 'member' && inTeams(persona))
  .map((persona) => ({ id: entraIdOf(persona), asks: persona.department === 'marketing' ? 0.3 : 0 }))
const slackPeople = personas.filter((persona) => !inTeams(persona)).map(({ id }) => id)

/**
 * How long somebody looks at their screen before they do the next thing, in milliseconds. Hurried, and not so that one
 * machine, which plays both chats, the database and both replicas, has more to do than it can: then every card is late.
 */
const glance = 300

/** `isUp`: whether there is a bot to talk to. */
export function gatherEverybody({ slack, teams }: Platforms, chance: Chance, isUp: () => boolean): Crowd {
  const { workspace } = slack
  let over = false
  const bot = () =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isUp() && !over) return
        forget()
        resolve()
      }
      const forget = workspace.onChange(look)
      look()
    })
  const crowds = [
    gather({ slack, chance: chance.branch(), bot, isUp, glance, present: slackPeople }),
    gatherInTeams({ teams, chance: chance.branch(), bot, glance, people: teamsPeople }),
  ]
  return {
    async goHome() {
      over = true
      workspace.changed()
      await Promise.all(crowds.map((crowd) => crowd.goHome()))
    },
  }
}
