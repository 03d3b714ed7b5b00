import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import { type Draft, draftSources, type Store } from '../../src/app/ports.ts'
import { decodeDraftBody, encodeDraftBody } from '../../src/codec/draft.ts'
import { CodecError } from '../../src/codec/error.ts'
import { refuseUnstorable } from '../../src/codec/text.ts'
import { type Db, given, reading } from './prepared.ts'
import { draft, errand, request } from './schema.ts'
import type { Writer } from './writer.ts'

type Drafts = Pick<Store, 'saveDraft' | 'draft' | 'draftsOf' | 'dropDraft' | 'pruneDrafts'>

const asked = sql`exists (select 1 from ${request} where ${request.id} = ${draft.id})`

function prepare(db: Db) {
  return {
    requested: db
      .select({ id: request.id })
      .from(request)
      .where(eq(request.id, given('id')))
      .prepare(),
    save: db
      .insert(draft)
      .values({
        id: given('id'),
        owner: given('owner'),
        kind: given('kind'),
        source: given('source'),
        origin: given('origin'),
        body: given('body'),
        updatedAt: given('updatedAt'),
      })
      .onConflictDoUpdate({
        target: draft.id,
        set: { kind: sql`excluded.kind`, body: sql`excluded.body`, updatedAt: sql`excluded.updated_at` },
        setWhere: sql`${draft.owner} = excluded.owner`,
      })
      .returning({ id: draft.id })
      .prepare(),
    errand: db
      .insert(errand)
      .values({
        id: given('id'),
        type: given('type'),
        draft: given('draft'),
        owner: given('owner'),
        subject: given('subject'),
        nextAttemptAt: given('at'),
      })
      .onConflictDoNothing()
      .prepare(),
    one: db
      .select()
      .from(draft)
      .where(and(eq(draft.id, given('id')), sql`not ${asked}`))
      .prepare(),
    of: db
      .select()
      .from(draft)
      .where(and(eq(draft.owner, given('owner')), sql`not ${asked}`))
      .orderBy(desc(draft.updatedAt), desc(draft.id))
      .limit(given('limit'))
      .prepare(),
    drop: db
      .delete(draft)
      .where(eq(draft.id, given('id')))
      .prepare(),
    prune: db
      .delete(draft)
      .where(or(lt(draft.updatedAt, given('before')), asked))
      .prepare(),
  }
}

/** What people began to ask for. */
export function createDrafts(db: Db, writer: Writer): Drafts {
  const statements = prepare(db)
  return {
    async saveDraft({ values, media, ...about }, errands, at) {
      const body = encodeDraftBody({ values, media })
      refuseUnstorable([about.id, about.owner, about.origin], 'a draft')
      refuseUnstorable(
        errands.flatMap(({ id, subject }) => [id, subject]),
        'an errand',
      )
      return await writer.write(() => {
        if (statements.requested.all({ id: about.id }).length > 0) return false
        if (statements.save.all({ ...about, body }).length === 0) return false
        for (const each of errands)
          statements.errand.run({ ...each, draft: about.id, owner: about.owner, at })
        return true
      })
    },
    draft: (id) =>
      reading(() => {
        const row = statements.one.get({ id })
        return row === undefined ? null : toDraft(row)
      }),
    draftsOf: (owner, limit) => reading(() => statements.of.all({ owner, limit }).map(toDraft)),
    async dropDraft(id) {
      await writer.write(() => {
        statements.drop.run({ id })
      })
    },
    async pruneDrafts(before) {
      await writer.write(() => {
        statements.prune.run({ before })
      })
    },
  }
}

function toDraft({ body, kind, source, ...row }: typeof draft.$inferSelect): Draft {
  const from = draftSources.find((each) => each === source)
  if ((kind !== 'post' && kind !== 'channel') || from === undefined)
    throw new CodecError('malformed', 'a draft of an unknown kind or source')
  return { ...row, kind, source: from, ...decodeDraftBody(body) }
}
