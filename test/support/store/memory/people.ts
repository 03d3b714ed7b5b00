import type {
  Blobs,
  Chosen,
  Identity,
  Installations,
  People,
  PersonRecord,
} from '../../../../src/app/ports.ts'
import { canonicalJson } from '../../../../src/codec/canonical.ts'
import { digestOf, MediaDamaged } from '../../../../src/codec/media.ts'
import { decodePreferences, encodePreferences } from '../../../../src/codec/preferences.ts'
import { refuseUnstorable, storableText } from '../../../../src/codec/text.ts'
import type { PersonRow, Tables } from './tables.ts'

const keyOf = ({ platform, tenant, user }: Identity) => JSON.stringify([platform, tenant, user])

function identityAt(key: string): Identity {
  const [platform, tenant, user] = JSON.parse(key)
  return { platform, tenant, user }
}

export function memoryPeople(tables: Tables): People {
  const whole = (row: PersonRow | undefined) => {
    if (row === undefined) return null
    const identities = [...tables.identities]
      .filter(([, { person }]) => person === row.id)
      .sort(([, a], [, b]) => a.position - b.position)
      .map(([key]) => identityAt(key))
    return { ...row, identities }
  }
  const save = ({ identities, ...row }: PersonRecord) => {
    for (const text of [row.id, row.name, row.email ?? '', row.timezone ?? ''])
      storableText(text, 'a field of a person')
    refuseUnstorable(
      identities.flatMap(({ tenant, user }) => [tenant, user]),
      'an account',
    )
    tables.people.set(row.id, row)
    for (const [key, { person }] of [...tables.identities])
      if (person === row.id) tables.identities.delete(key)
    for (const [position, identity] of identities.entries())
      tables.identities.set(keyOf(identity), { person: row.id, position })
  }
  const isThere = ({ id, email, identities }: PersonRecord) =>
    tables.people.has(id) ||
    (email !== null && [...tables.people.values()].some((row) => row.email === email)) ||
    identities.some((identity) => tables.identities.has(keyOf(identity)))
  return {
    byId: async (id) => whole(tables.people.get(id)),
    byIdentity: async (identity) =>
      whole(tables.people.get(tables.identities.get(keyOf(identity))?.person ?? '')),
    async byEmail(email) {
      const found = [...tables.people.values()].filter((row) => row.email === email.toLowerCase())
      return whole(found.sort((a, b) => (a.id < b.id ? -1 : 1))[0])
    },
    async add(record) {
      if (isThere(record)) return false
      save(record)
      return true
    },
    async save(record, before) {
      if (canonicalJson(whole(tables.people.get(record.id))) !== canonicalJson(before)) return false
      save(record)
      return true
    },
    preferencesOf: async (id) => tables.preferences.get(id) ?? {},
    async savePreferences(id, preferences, before, instead = []) {
      if (!tables.people.has(id)) throw new Error(`there is no person ${id}`)
      const chosen = decodePreferences(encodePreferences(preferences))
      const isAsSaid = (one: Chosen) =>
        encodePreferences(tables.preferences.get(one.person) ?? {}) === encodePreferences(one.chosen)
      if (![{ person: id, chosen: before }, ...instead].every(isAsSaid)) return false
      for (const { person } of instead) tables.preferences.set(person, {})
      tables.preferences.set(id, chosen)
      return true
    },
  }
}

export function memoryBlobs(tables: Tables): Blobs {
  return {
    async put(bytes, { mimeType, name, source }) {
      for (const text of [mimeType, name, source ?? '']) storableText(text, 'the description of a file')
      const copy = Uint8Array.from(bytes)
      const sha256 = digestOf(copy)
      if (!tables.blobs.has(sha256)) tables.blobs.set(sha256, { bytes: copy, mimeType, name, source })
      return sha256
    },
    async get(sha256) {
      const found = tables.blobs.get(sha256)
      if (found === undefined) return null
      if (digestOf(found.bytes) !== sha256) throw new MediaDamaged()
      return found
    },
    sourceOf: async (sha256) => tables.blobs.get(sha256)?.source ?? null,
  }
}

export function memoryInstallations({ installations, tickets }: Tables): Installations {
  const key = (platform: string, tenant: string) => `${platform}:${tenant}`
  const check = (one: Parameters<Installations['save']>[0]) => {
    for (const text of [
      one.tenant,
      one.name,
      one.enterprise ?? '',
      one.bot,
      one.installedBy,
      one.gone?.because ?? '',
      ...one.scopes,
    ])
      storableText(text, 'a field of an installation')
  }
  return {
    find: async (platform, tenant) => installations.get(key(platform, tenant)) ?? null,
    list: async () =>
      [...installations.values()].sort(
        (a, b) => a.installedAt - b.installedAt || (a.tenant < b.tenant ? -1 : 1),
      ),
    async save(one) {
      check(one)
      installations.set(key(one.platform, one.tenant), one)
    },
    async change(one, sealed) {
      check(one)
      if (installations.get(key(one.platform, one.tenant))?.sealed !== sealed) return false
      installations.set(key(one.platform, one.tenant), one)
      return true
    },
    remove: async (platform, tenant) => installations.delete(key(platform, tenant)),
    async addTicket({ hash, expiresAt }, now) {
      refuseUnstorable([hash], 'a ticket')
      for (const [old, until] of tickets) if (until <= now) tickets.delete(old)
      tickets.set(hash, expiresAt)
    },
    async spendTicket(hash, now) {
      const until = tickets.get(hash)
      if (until === undefined || until <= now) return false
      return tickets.delete(hash)
    },
  }
}
