import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import { type Draft, draftSources, type Store } from '../../src/app/ports.ts'
import { decodeDraftBody, encodeDraftBody } from '../../src/codec/draft.ts'
import { CodecError } from '../../src/codec/error.ts'
import type { Connections } from './connection.ts'
import { type Db, given, prepared, running } from './prepared.ts'
import { draft, request } from './schema.ts'

type Drafts = Pick<Store, 'saveDraft' | 'draft' | 'draftsOf' | 'dropDraft' | 'pruneDrafts'>

const asked = sql`exists (select 1 from ${request} where ${request.id} = ${draft.id})`

/** One statement, so that no errand stands without its draft. A request of the same id hides a draft saved beside it. */
const saveSql = `
  with saved as (
    insert into draft (id, owner, kind, source, origin, body, updated_at)
    select $1, $2, $3, $4, $5, $6, $7 where not exists (select from request where id = $1)
    on conflict (id) do update
      set kind = excluded.kind, body = excluded.body, updated_at = excluded.updated_at
      where draft.owner = excluded.owner
    returning id
  ), added as (
    insert into errand (id, type, draft, owner, subject, next_attempt_at)
    select errand, type, saved.id, $2, subject, $8
    from saved, unnest($9::text[], $10::text[], $11::text[]) as given (errand, type, subject)
    on conflict do nothing
  )
  select id from saved`

function prepare(db: Db) {
  return {
    one: db
      .select()
      .from(draft)
      .where(and(eq(draft.id, given('id')), sql`not ${asked}`))
      .prepare(prepared),
    of: db
      .select()
      .from(draft)
      .where(and(eq(draft.owner, given('owner')), sql`not ${asked}`))
      .orderBy(desc(draft.updatedAt), desc(draft.id))
      .limit(given('limit'))
      .prepare(prepared),
    drop: db
      .delete(draft)
      .where(eq(draft.id, given('id')))
      .prepare(prepared),
    prune: db
      .delete(draft)
      .where(or(lt(draft.updatedAt, given('before')), asked))
      .prepare(prepared),
  }
}

/** What people began to ask for. */
export function createDrafts(db: Db, connections: Connections): Drafts {
  const statements = prepare(db)
  return {
    async saveDraft({ id, owner, kind, source, origin, updatedAt, values, media }, errands, at) {
      const body = encodeDraftBody({ values, media })
      const rows = await connections.query(saveSql, [
        ...[id, owner, kind, source, origin, body, updatedAt, at],
        errands.map((each) => each.id),
        errands.map((each) => each.type),
        errands.map((each) => each.subject),
      ])
      return rows.length > 0
    },
    async draft(id) {
      const [row] = await running(statements.one.execute({ id }))
      return row === undefined ? null : toDraft(row)
    },
    draftsOf: async (owner, limit) => (await running(statements.of.execute({ owner, limit }))).map(toDraft),
    async dropDraft(id) {
      await running(statements.drop.execute({ id }))
    },
    async pruneDrafts(before) {
      await running(statements.prune.execute({ before }))
    },
  }
}

function toDraft({ body, kind, source, ...row }: typeof draft.$inferSelect): Draft {
  const from = draftSources.find((each) => each === source)
  if ((kind !== 'post' && kind !== 'channel') || from === undefined)
    throw new CodecError('malformed', 'a draft of an unknown kind or source')
  return { ...row, kind, source: from, ...decodeDraftBody(body) }
}
