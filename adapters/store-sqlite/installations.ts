import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import {
  type Installation,
  type Installations,
  installationStates,
  type Platform,
} from '../../src/app/ports.ts'
import { refuseUnstorable } from '../../src/codec/text.ts'
import { type Db, given, raw, reading } from './prepared.ts'
import { installation, installationTicket } from './schema.ts'
import type { Writer } from './writer.ts'

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
    find: db.select().from(installation).where(key).prepare(),
    list: db
      .select()
      .from(installation)
      .orderBy(asc(installation.installedAt), asc(installation.tenant))
      .prepare(),
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
      .prepare(),
    change: db
      .update(installation)
      .set(columns)
      .where(and(key, eq(installation.sealed, given('before'))))
      .returning({ tenant: installation.tenant })
      .prepare(),
    remove: db.delete(installation).where(key).returning({ tenant: installation.tenant }).prepare(),
    addTicket: db
      .insert(installationTicket)
      .values({ hash: given('hash'), expiresAt: given('expiresAt') })
      .prepare(),
    dropTickets: db
      .delete(installationTicket)
      .where(lte(installationTicket.expiresAt, given('now')))
      .prepare(),
    spendTicket: db
      .delete(installationTicket)
      .where(and(eq(installationTicket.hash, given('hash')), gt(installationTicket.expiresAt, given('now'))))
      .returning({ hash: installationTicket.hash })
      .prepare(),
  }
}

/** Where the app is installed, see `Installations`. */
export function createInstallations(db: Db, writer: Writer): Installations {
  const statements = prepare(db)
  return {
    find: (platform, tenant) =>
      reading(() => {
        const row = statements.find.get({ platform, tenant })
        return row === undefined ? null : toInstallation(row)
      }),
    list: () => reading(() => statements.list.all().map(toInstallation)),
    async save(one) {
      const row = toRow(one)
      await writer.write(() => {
        statements.save.run(row)
      })
    },
    async change(one, before) {
      const row = toRow(one)
      return (await writer.write(() => statements.change.all({ ...row, before }))).length > 0
    },
    remove: async (platform, tenant) =>
      (await writer.write(() => statements.remove.all({ platform, tenant }))).length > 0,
    async addTicket(ticket, now) {
      refuseUnstorable([ticket.hash], 'a ticket')
      await writer.write(() => {
        statements.dropTickets.run({ now })
        statements.addTicket.run({ ...ticket })
      })
    },
    spendTicket: async (hash, now) =>
      (await writer.write(() => statements.spendTicket.all({ hash, now }))).length > 0,
  }
}

function toRow({ gone, scopes, orgWide, ...one }: Installation) {
  const { tenant, name, enterprise, bot, installedBy, sealed } = one
  const texts = [tenant, name, enterprise, bot, installedBy, sealed, gone?.because ?? null, ...scopes]
  refuseUnstorable(texts, 'a field of an installation')
  return {
    ...one,
    orgWide: orgWide ? 1 : 0,
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
