import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import {
  type Installation,
  type Installations,
  installationStates,
  type Platform,
} from '../../src/app/ports.ts'
import { storableText } from '../../src/codec/text.ts'
import { type Db, given, givenNumber, prepared, raw, running } from './prepared.ts'
import { installation, installationTicket } from './schema.ts'

function prepare(db: Db) {
  const key = and(eq(installation.platform, given('platform')), eq(installation.tenant, given('tenant')))
  const columns = {
    name: raw('name'),
    enterprise: raw('enterprise'),
    orgWide: raw('orgWide'),
    bot: raw('bot'),
    scopes: raw('scopes'),
    sealed: raw('sealed'),
    state: raw('state'),
    installedAt: raw('installedAt'),
    installedBy: raw('installedBy'),
    goneAt: raw('goneAt'),
    goneBecause: raw('goneBecause'),
  }
  return {
    find: db.select().from(installation).where(key).prepare(prepared),
    list: db
      .select()
      .from(installation)
      .orderBy(asc(installation.installedAt), sql`${installation.tenant} collate "C"`)
      .prepare(prepared),
    save: db
      .insert(installation)
      .values({ platform: given('platform'), tenant: given('tenant'), ...columns })
      .onConflictDoUpdate({
        target: [installation.platform, installation.tenant],
        set: {
          name: sql`excluded.name`,
          enterprise: sql`excluded.enterprise`,
          orgWide: sql`excluded.org_wide`,
          bot: sql`excluded.bot`,
          scopes: sql`excluded.scopes`,
          sealed: sql`excluded.sealed`,
          state: sql`excluded.state`,
          installedAt: sql`excluded.installed_at`,
          installedBy: sql`excluded.installed_by`,
          goneAt: sql`excluded.gone_at`,
          goneBecause: sql`excluded.gone_because`,
        },
      })
      .prepare(prepared),
    change: db
      .update(installation)
      .set(columns)
      .where(and(key, eq(installation.sealed, given('before'))))
      .returning({ tenant: installation.tenant })
      .prepare(prepared),
    remove: db.delete(installation).where(key).returning({ tenant: installation.tenant }).prepare(prepared),
    addTicket: db
      .insert(installationTicket)
      .values({ hash: given('hash'), expiresAt: given('expiresAt') })
      .onConflictDoNothing()
      .prepare(prepared),
    dropTickets: db
      .delete(installationTicket)
      .where(lte(installationTicket.expiresAt, givenNumber('now')))
      .prepare(prepared),
    spendTicket: db
      .delete(installationTicket)
      .where(
        and(eq(installationTicket.hash, given('hash')), gt(installationTicket.expiresAt, givenNumber('now'))),
      )
      .returning({ hash: installationTicket.hash })
      .prepare(prepared),
  }
}

/** Where the app is installed, see `Installations`. */
export function createInstallations(db: Db): Installations {
  const statements = prepare(db)
  return {
    async find(platform, tenant) {
      const [row] = await running(statements.find.execute({ platform, tenant }))
      return row === undefined ? null : toInstallation(row)
    },
    list: async () => (await running(statements.list.execute())).map(toInstallation),
    async save(one) {
      await running(statements.save.execute(toRow(one)))
    },
    change: async (one, before) =>
      (await running(statements.change.execute({ ...toRow(one), before }))).length > 0,
    remove: async (platform, tenant) =>
      (await running(statements.remove.execute({ platform, tenant }))).length > 0,
    async addTicket(ticket, now) {
      await running(statements.dropTickets.execute({ now }))
      await running(statements.addTicket.execute({ ...ticket }))
    },
    spendTicket: async (hash, now) =>
      (await running(statements.spendTicket.execute({ hash, now }))).length > 0,
  }
}

function toRow({ gone, scopes, orgWide, ...one }: Installation) {
  for (const text of [one.tenant, one.name, one.bot, one.installedBy, gone?.because ?? '', ...scopes])
    storableText(text, 'a field of an installation')
  return {
    ...one,
    orgWide,
    scopes: scopes.join(','),
    goneAt: gone?.at ?? null,
    goneBecause: gone?.because ?? null,
  }
}

const platforms: readonly Platform[] = ['slack', 'teams']

function toInstallation({ goneAt, goneBecause, ...row }: typeof installation.$inferSelect): Installation {
  return {
    ...row,
    platform: oneOf(platforms, row.platform),
    scopes: row.scopes.split(',').filter(Boolean),
    state: oneOf(installationStates, row.state),
    gone: goneAt === null ? null : { at: goneAt, because: goneBecause ?? '' },
  }
}

function oneOf<Known extends string>(known: readonly Known[], value: string): Known {
  const found = known.find((candidate) => candidate === value)
  if (found === undefined)
    throw new Error(`the database holds ${value} where one of ${known.join()} is expected`)
  return found
}
