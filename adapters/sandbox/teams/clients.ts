/** The Teams clients of the page: who is in Teams, what they have read and sent, and what they do there. */
import { entra, entraIdOf, type Persona, personas } from '../organisation.ts'
import { createTeamsServer, type TeamsServer } from '../teams-server/index.ts'
import { isJson, type Json, jsonAt, textAt } from '../teams-server/json.ts'
import type { TeamsPerson } from '../teams-server/tenant.ts'
import type { Traffic } from '../teams-server/traffic.ts'

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly mimeType: string
  readonly bytes: Buffer
}

/** Something that a person sent from a form in Teams and that the bot took; see the tour. */
export interface Done {
  readonly user: string
  readonly act: string
}

export interface TeamsClients {
  readonly server: TeamsServer
  /** Gives somebody an account in Teams, if they have none. */
  join(persona: Persona): void
  /** The persona behind an account in Entra. */
  personaOf(account: string): string | null
  /** The last message that somebody has seen, by conversation. */
  readonly read: Map<string, Map<string, string>>
  readonly files: Map<string, StoredFile>
  /** Where the bot fetches a file. */
  fileAddress(id: string): string
  /** Sends a persona's open dialog, and tells what was done by it. */
  submit(user: string, data: Json): ReturnType<TeamsServer['acts']['submits']>
  reset(): void
}

/** A private channel: those who ask, review and rule, and nobody else. */
const readsMediations = ({ department, kind }: Persona): boolean =>
  kind === 'member' && department !== 'other'

const personOf = (persona: Persona): TeamsPerson => ({
  id: entraIdOf(persona),
  name: persona.name,
  mail: persona.email,
  userType: persona.kind === 'guest' ? 'Guest' : 'Member',
  accountEnabled: persona.kind !== 'deactivated',
  locale: persona.locale,
  timezone: persona.timezone,
})

export function createTeamsClients(options: {
  readonly clock: { now(): number }
  /** Who is in Teams from the beginning. */
  readonly people: readonly Persona[]
  /** Address under which the emulated Microsoft is mounted. */
  readonly origin: () => string
  readonly messagesUrl: () => string | null
  readonly traffic: Traffic
  /** Is told what somebody did by a form. */
  readonly accomplished: (done: Done) => void
}): TeamsClients {
  const server = createTeamsServer({
    ...options,
    tenantId: entra.tenant,
    appId: entra.app,
    people: options.people.map(personOf),
  })
  const { tenant, acts } = server
  const byAccount = new Map(personas.map((persona) => [entraIdOf(persona), persona.id]))
  const read = new Map<string, Map<string, string>>()
  const files = new Map<string, StoredFile>()

  const found = () => {
    const legal = personas.filter(({ department }) => department === 'legal')
    tenant.groups.set(entra.legalGroup, new Set(legal.map(entraIdOf)))
    tenant.conversations.set(entra.mediations, {
      id: entra.mediations,
      type: 'channel',
      name: 'Mediations',
      members: new Set(options.people.filter(readsMediations).map(entraIdOf)),
      messages: [],
      blocked: false,
    })
  }
  found()
  return {
    server,
    read,
    files,
    join(persona) {
      const person = personOf(persona)
      if (tenant.people.has(person.id)) return
      tenant.people.set(person.id, person)
      tenant.installed.add(person.id)
      if (readsMediations(persona)) tenant.conversations.get(entra.mediations)?.members.add(person.id)
    },
    personaOf: (account) => byAccount.get(account) ?? null,
    fileAddress: (id) => `${options.origin()}/connector/files/${id}`,
    async submit(user, data) {
      const account = entraIdOf({ id: user })
      const before = tenant.dialogs.get(account)?.at(-1)
      const outcome = await acts.submits(account, data, {})
      const verb = textAt(jsonAt(jsonAt(data, 'form'), 'purpose'), 'verb')
      const after = tenant.dialogs.get(account)?.at(-1)
      // A form that comes back was not taken.
      const isTaken = before !== undefined && !isForm(after?.card)
      if (verb !== null && outcome.outcome === 'done' && isTaken)
        options.accomplished({ user, act: `submit choice:${verb}` })
      return outcome
    },
    reset() {
      tenant.conversations.clear()
      tenant.dialogs.clear()
      tenant.people.clear()
      tenant.installed.clear()
      for (const map of [read, files]) map.clear()
      for (const person of options.people.map(personOf)) {
        tenant.people.set(person.id, person)
        tenant.installed.add(person.id)
      }
      server.troubles.end()
      server.granted.add('Chat.Create')
      found()
    },
  }
}

/** Whether a card can be sent as a form. */
function isForm(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isForm)
  if (!isJson(value)) return false
  return jsonAt(value, 'data').countersign === 'form' || Object.values(value).some(isForm)
}
