import { and, asc, eq, sql } from 'drizzle-orm'
import type { Identity, People, PersonRecord, Platform } from '../../src/app/ports.ts'
import { decodePreferences, encodePreferences } from '../../src/codec/preferences.ts'
import { storableText } from '../../src/codec/text.ts'
import type { Preferences } from '../../src/domain/person/preferences.ts'
import type { Standing } from '../../src/domain/request/actor.ts'
import { type Locale, locales } from '../../src/view/text.ts'
import type { Connections } from './connection.ts'
import { type Db, given, prepared, running } from './prepared.ts'
import { identity, person, preference } from './schema.ts'

const saveSql = 'select save_person($1, $2, $3, $4, $5, $6, $7::text[], $8::text[], $9::text[], $10::jsonb)'
const addSql = 'select add_person($1, $2, $3, $4, $5, $6, $7::text[], $8::text[], $9::text[])'

/**
 * All of them, or none where one is not as it was read: by the very text, which an older version of the program may have
 * written differently. Locked in one order; where a row is not there yet, whoever inserts it first is right.
 */
const chooseSql = `
  with given as (
    select person, chosen, stored from unnest($1::text[], $2::text[], $3::text[]) as given (person, chosen, stored)
  ), locked as (
    select person, chosen from preference where person = any($1::text[]) order by person for update
  ), differing as (
    select from given left join locked using (person) where locked.chosen is distinct from given.stored
  )
  insert into preference (person, chosen)
  select person, chosen from given where not exists (select from differing)
  on conflict (person) do update set chosen = excluded.chosen
    where preference.chosen = (select stored from given where given.person = excluded.person)
  returning person`

/** The parameters of either statement. Throws for text that cannot be stored. */
function parametersOf({ id, name, email, locale, timezone, standing, identities }: PersonRecord) {
  for (const text of [id, name, email ?? '', timezone ?? '']) storableText(text, 'a field of a person')
  return [
    ...[id, name, email, locale, timezone, standing],
    identities.map(({ platform }) => platform),
    identities.map(({ tenant }) => tenant),
    identities.map(({ user }) => user),
  ]
}

function prepare(db: Db) {
  const withIdentities = () =>
    db
      .select()
      .from(person)
      .leftJoin(identity, eq(identity.person, person.id))
      .orderBy(asc(identity.position))
  const personOf = sql`(select ${identity.person} from ${identity} where ${and(
    eq(identity.platform, given('platform')),
    eq(identity.tenant, given('tenant')),
    eq(identity.user, given('user')),
  )})`
  return {
    byId: withIdentities()
      .where(eq(person.id, given('id')))
      .prepare(prepared),
    chosen: db
      .select({ chosen: preference.chosen })
      .from(preference)
      .where(eq(preference.person, given('id')))
      .prepare(prepared),
    // Oldest first, so that two records with one address never take turns.
    byEmail: withIdentities()
      .where(
        sql`${person.id} = (select min(${person.id}) from ${person} where ${person.email} = ${given('email')})`,
      )
      .prepare(prepared),
    byIdentity: withIdentities().where(sql`${person.id} = ${personOf}`).prepare(prepared),
  }
}

/** Who was seen, see `People`. */
export function createPeople(db: Db, connections: Connections): People {
  const statements = prepare(db)
  return {
    byId: async (id) => toPerson(await running(statements.byId.execute({ id }))),
    byIdentity: async (account) => toPerson(await running(statements.byIdentity.execute({ ...account }))),
    byEmail: async (email) =>
      toPerson(await running(statements.byEmail.execute({ email: email.toLowerCase() }))),
    async preferencesOf(id) {
      const [row] = await running(statements.chosen.execute({ id }))
      return preferencesIn(row)
    },
    async savePreferences(id, preferences, before, instead = []) {
      const none = encodePreferences({})
      const changes = [
        { person: id, to: encodePreferences(preferences), from: before },
        ...instead.map(({ person, chosen }) => ({ person, to: none, from: chosen })),
      ]
      const stored: (string | null)[] = []
      for (const { person, from } of changes) {
        const [row] = await running(statements.chosen.execute({ id: person }))
        if (encodePreferences(preferencesIn(row)) !== encodePreferences(from)) return false
        stored.push(row?.chosen ?? null)
      }
      const saved = await connections.query(chooseSql, [
        changes.map(({ person }) => person),
        changes.map(({ to }) => to),
        stored,
      ])
      return saved.length > 0
    },
    async add(record) {
      const [row] = await connections.query(addSql, parametersOf(record))
      return row?.[0] === true
    },
    async save(record, before) {
      const expected = before === null ? null : JSON.stringify(before)
      const [row] = await connections.query(saveSql, [...parametersOf(record), expected])
      return row?.[0] === true
    },
  }
}

const preferencesIn = (row: { readonly chosen: string } | undefined): Preferences =>
  row === undefined ? {} : decodePreferences(row.chosen)

const platforms: readonly Platform[] = ['slack', 'teams']
const standings: readonly Standing[] = ['active', 'guest', 'external', 'bot', 'deactivated']

type Joined = {
  readonly person: typeof person.$inferSelect
  readonly identity: typeof identity.$inferSelect | null
}

/** One row per identity, or one without any. */
function toPerson(rows: readonly Joined[]): PersonRecord | null {
  const row = rows[0]?.person
  if (row === undefined) return null
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    locale: oneOf<Locale>(locales, row.locale),
    timezone: row.timezone,
    standing: oneOf(standings, row.standing),
    identities: rows.flatMap(({ identity: account }): readonly Identity[] =>
      account === null
        ? []
        : [{ platform: oneOf(platforms, account.platform), tenant: account.tenant, user: account.user }],
    ),
  }
}

function oneOf<Known extends string>(known: readonly Known[], value: string): Known {
  const found = known.find((candidate) => candidate === value)
  if (found === undefined)
    throw new Error(`the database holds ${value} where one of ${known.join()} is expected`)
  return found
}
