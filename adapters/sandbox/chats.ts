/** In which chat each persona reads. A persona who changes it has an account in both from then on, and uses the new one. */
import { type ChatName, entraIdOf, firstChatOf, type Persona, personas } from './organisation.ts'
import type { SlackServer } from './slack-server/index.ts'
import { addAccount } from './slack-server/workspace.ts'
import type { TeamsClients } from './teams/clients.ts'

export interface Chats {
  of(user: string): ChatName
  /** Null where there is no Teams. */
  readonly teams: TeamsClients | null
  readonly switchable: (persona: Persona) => boolean
  /** Has somebody read in the other chat. */
  move(user: string, to: ChatName): Promise<void>
  /** Sets the language of somebody's client. */
  speak(user: string, locale: Persona['locale']): void
  localeOf(persona: Persona): Persona['locale']
  reset(): void
}

export function createChats(slack: SlackServer, teams: TeamsClients | null): Chats {
  const moved = new Map<string, ChatName>()
  const { accounts } = slack.workspace
  const of = (user: string): ChatName => {
    const persona = personas.find(({ id }) => id === user)
    if (teams === null || persona === undefined) return 'slack'
    return moved.get(user) ?? firstChatOf(persona)
  }
  const switchable = ({ kind }: Persona) => teams !== null && kind === 'member'
  return {
    of,
    teams,
    switchable,
    async move(user, to) {
      const persona = personas.find(({ id }) => id === user)
      if (teams === null || persona === undefined || !switchable(persona) || of(user) === to) return
      moved.set(user, to)
      slack.workspace.changed()
      if (to === 'slack') {
        addAccount(slack.workspace, persona)
        slack.openHome(user)
      } else {
        teams.join(persona)
        await teams.server.acts.installs(entraIdOf(persona))
      }
      slack.workspace.changed()
    },
    speak(user, locale) {
      const account = accounts.get(user)
      if (account !== undefined) account.locale = locale
      const people = teams?.server.tenant.people
      const person = people?.get(entraIdOf({ id: user }))
      if (people !== undefined && person !== undefined) people.set(person.id, { ...person, locale })
      slack.workspace.changed()
    },
    localeOf(persona) {
      if (of(persona.id) === 'slack') return accounts.get(persona.id)?.locale ?? persona.locale
      const locale = teams?.server.tenant.people.get(entraIdOf(persona))?.locale
      return locale === 'de-DE' || locale === 'en-GB' || locale === 'en-US' ? locale : persona.locale
    },
    reset: () => moved.clear(),
  }
}
