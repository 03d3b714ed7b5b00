import { and, asc, eq, sql } from 'drizzle-orm'
import type { Chosen, Identity, People, PersonRecord, Platform } from '../../src/app/ports.ts'
import { canonicalJson } from '../../src/codec/canonical.ts'
import { decodePreferences, encodePreferences } from '../../src/codec/preferences.ts'
import { refuseUnstorable } from '../../src/codec/text.ts'
import type { Preferences } from '../../src/domain/person/preferences.ts'
import type { Standing } from '../../src/domain/request/actor.ts'
import { type Locale, locales } from '../../src/view/text.ts'
import { type Db, given, reading } from './prepared.ts'
import { identity, person, preference } from './schema.ts'
import type { Writer } from './writer.ts'

function prepare(db: Db) {
  const columns = {
    name: given('name'),
    email: given('email'),
    locale: given('locale'),
    timezone: given('timezone'),
    standing: given('standing'),
  }
  return {
    byId: db
      .select()
      .from(person)
      .where(eq(person.id, given('id')))
      .prepare(),
    // Oldest first, so that two records with one address never take turns.
    byEmail: db
      .select()
      .from(person)
      .where(eq(person.email, given('email')))
      .orderBy(asc(person.id))
      .limit(1)
      .prepare(),
    personOf: db
      .select({ id: identity.person })
      .from(identity)
      .where(
        and(
          eq(identity.platform, given('platform')),
          eq(identity.tenant, given('tenant')),
          eq(identity.user, given('user')),
        ),
      )
      .prepare(),
    identitiesOf: db
      .select()
      .from(identity)
      .where(eq(identity.person, given('id')))
      .orderBy(asc(identity.position))
      .prepare(),
    save: db
      .insert(person)
      .values({ id: given('id'), ...columns })
      .onConflictDoUpdate({
        target: person.id,
        set: {
          name: sql`excluded.name`,
          email: sql`excluded.email`,
          locale: sql`excluded.locale`,
          timezone: sql`excluded.timezone`,
          standing: sql`excluded.standing`,
        },
      })
      .prepare(),
    chosen: db
      .select({ chosen: preference.chosen })
      .from(preference)
      .where(eq(preference.person, given('id')))
      .prepare(),
    choose: db
      .insert(preference)
      .values({ person: given('id'), chosen: given('chosen') })
      .onConflictDoUpdate({ target: preference.person, set: { chosen: sql`excluded.chosen` } })
      .prepare(),
    dropIdentities: db
      .delete(identity)
      .where(eq(identity.person, given('id')))
      .prepare(),
    saveIdentity: db
      .insert(identity)
      .values({
        platform: given('platform'),
        tenant: given('tenant'),
        user: given('user'),
        person: given('person'),
        position: given('position'),
      })
      .onConflictDoUpdate({
        target: [identity.platform, identity.tenant, identity.user],
        set: { person: sql`excluded.person`, position: sql`excluded.position` },
      })
      .prepare(),
  }
}

/** Who was seen, see `People`. */
export function createPeople(db: Db, writer: Writer): People {
  const statements = prepare(db)
  function byId(id: string): PersonRecord | null {
    const row = statements.byId.get({ id })
    return row === undefined ? null : toPerson(row, statements.identitiesOf.all({ id }))
  }
  function preferencesOf(id: string): Preferences {
    const row = statements.chosen.get({ id })
    return row === undefined ? {} : decodePreferences(row.chosen)
  }
  function checked({ id, name, email, timezone, identities }: PersonRecord): void {
    refuseUnstorable([id, name, email, timezone], 'a field of a person')
    refuseUnstorable(
      identities.flatMap(({ tenant, user }) => [tenant, user]),
      'an account',
    )
  }
  function save({ identities, ...record }: PersonRecord): void {
    statements.save.run({ ...record })
    statements.dropIdentities.run({ id: record.id })
    for (const [position, account] of identities.entries())
      statements.saveIdentity.run({ ...account, person: record.id, position })
  }
  function isThere({ id, email, identities }: PersonRecord): boolean {
    if (statements.byId.get({ id }) !== undefined) return true
    if (email !== null && statements.byEmail.get({ email }) !== undefined) return true
    return identities.some((account) => statements.personOf.get({ ...account }) !== undefined)
  }
  return {
    byId: (id) => reading(() => byId(id)),
    byIdentity: (account) =>
      reading(() => {
        const found = statements.personOf.get({ ...account })
        return found === undefined ? null : byId(found.id)
      }),
    byEmail: (email) =>
      reading(() => {
        const row = statements.byEmail.get({ email: email.toLowerCase() })
        return row === undefined ? null : byId(row.id)
      }),
    preferencesOf: (id) => reading(() => preferencesOf(id)),
    async savePreferences(id, preferences, before, instead = []) {
      const expected = [{ person: id, chosen: before }, ...instead]
      const chosen = encodePreferences(preferences)
      return writer.write(() => {
        const isAsSaid = (one: Chosen) =>
          encodePreferences(preferencesOf(one.person)) === encodePreferences(one.chosen)
        if (!expected.every(isAsSaid)) return false
        for (const { person } of instead) statements.choose.run({ id: person, chosen: encodePreferences({}) })
        statements.choose.run({ id, chosen })
        return true
      })
    },
    async add(record) {
      checked(record)
      // The transaction has the only right to write from its beginning on, among all processes.
      return writer.write(() => {
        if (isThere(record)) return false
        save(record)
        return true
      })
    },
    async save(record, before) {
      checked(record)
      return writer.write(() => {
        if (canonicalJson(byId(record.id)) !== canonicalJson(before)) return false
        save(record)
        return true
      })
    },
  }
}

const platforms: readonly Platform[] = ['slack', 'teams']
const standings: readonly Standing[] = ['active', 'guest', 'external', 'bot', 'deactivated']

function toPerson(
  row: typeof person.$inferSelect,
  identities: readonly (typeof identity.$inferSelect)[],
): PersonRecord {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    locale: oneOf<Locale>(locales, row.locale),
    timezone: row.timezone,
    standing: oneOf(standings, row.standing),
    identities: identities.map(
      ({ platform, tenant, user }): Identity => ({ platform: oneOf(platforms, platform), tenant, user }),
    ),
  }
}

function oneOf<Known extends string>(known: readonly Known[], value: string): Known {
  const found = known.find((candidate) => candidate === value)
  if (found === undefined)
    throw new Error(`the database holds ${value} where one of ${known.join()} is expected`)
  return found
}
