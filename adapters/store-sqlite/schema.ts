/**
 * The tables of `migrations/sqlite`, for typed queries. The migrations are what counts: constraints and indexes are
 * there only, and a test compares the columns.
 */
import { blob as bytesColumn, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const event = sqliteTable('event', {
  request: text('request').notNull(),
  version: integer('version').notNull(),
  type: text('type').notNull(),
  schema: integer('schema').notNull(),
  at: integer('at').notNull(),
  by: text('by').notNull(),
  payload: text('payload').notNull(),
})

export const request = sqliteTable('request', {
  id: text('id').primaryKey(),
  version: integer('version').notNull(),
  number: integer('number').notNull(),
  kind: text('kind').notNull(),
  status: text('status').notNull(),
  title: text('title').notNull(),
  requester: text('requester').notNull(),
  open: integer('open', { mode: 'boolean' }).notNull(),
  deadline: integer('deadline'),
  updatedAt: integer('updated_at').notNull(),
  dueAt: integer('due_at'),
  leaseUntil: integer('lease_until'),
  waitingVersion: integer('waiting_version'),
})

export const waiting = sqliteTable('waiting', {
  request: text('request').notNull(),
  key: text('key').notNull(),
  dueAt: integer('due_at').notNull(),
})

export const card = sqliteTable('card', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  id: text('id').notNull(),
  request: text('request').notNull(),
  recipient: text('recipient').notNull(),
  purpose: text('purpose').notNull(),
  living: integer('living', { mode: 'boolean' }).notNull(),
  wanted: integer('wanted').notNull(),
  delivered: integer('delivered').notNull().default(0),
  claimed: integer('claimed').notNull().default(0),
  redraw: integer('redraw').notNull().default(0),
  reference: text('reference'),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  attempts: integer('attempts').notNull().default(0),
  lastError: text('last_error'),
  uncertain: integer('uncertain', { mode: 'boolean' }).notNull().default(false),
  parked: integer('parked', { mode: 'boolean' }).notNull().default(false),
  leaseUntil: integer('lease_until'),
  shown: text('shown'),
  held: integer('held', { mode: 'boolean' }).notNull().default(false),
  claim: integer('claim').notNull().default(0),
})

export const dedupe = sqliteTable('dedupe', {
  key: text('key').primaryKey(),
  request: text('request').notNull(),
  version: integer('version').notNull(),
  at: integer('at').notNull(),
})

export const person = sqliteTable('person', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email'),
  locale: text('locale').notNull(),
  timezone: text('timezone'),
  standing: text('standing').notNull(),
})

export const preference = sqliteTable('preference', {
  person: text('person').primaryKey(),
  chosen: text('chosen').notNull(),
})

export const identity = sqliteTable('identity', {
  platform: text('platform').notNull(),
  tenant: text('tenant').notNull(),
  user: text('user').notNull(),
  person: text('person').notNull(),
  position: integer('position').notNull(),
})

export const blob = sqliteTable('blob', {
  sha256: text('sha256').primaryKey(),
  bytes: bytesColumn('bytes', { mode: 'buffer' }).notNull(),
  mimeType: text('mime_type').notNull(),
  name: text('name').notNull(),
  source: text('source'),
})

export const counter = sqliteTable('counter', {
  name: text('name').primaryKey(),
  value: integer('value').notNull(),
})

export const fact = sqliteTable('fact', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})

export const draft = sqliteTable('draft', {
  id: text('id').primaryKey(),
  owner: text('owner').notNull(),
  kind: text('kind').notNull(),
  source: text('source').notNull(),
  origin: text('origin'),
  body: text('body').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

export const errand = sqliteTable('errand', {
  id: text('id').primaryKey(),
  type: text('type').notNull(),
  draft: text('draft').notNull(),
  owner: text('owner').notNull(),
  subject: text('subject').notNull(),
  reason: text('reason'),
  done: integer('done', { mode: 'boolean' }).notNull().default(false),
  reference: text('reference'),
  nextAttemptAt: integer('next_attempt_at'),
  attempts: integer('attempts').notNull().default(0),
  lastError: text('last_error'),
  uncertain: integer('uncertain', { mode: 'boolean' }).notNull().default(false),
  leaseUntil: integer('lease_until'),
  claim: integer('claim').notNull().default(0),
})

export const installation = sqliteTable('installation', {
  platform: text('platform').notNull(),
  tenant: text('tenant').notNull(),
  name: text('name').notNull(),
  enterprise: text('enterprise'),
  orgWide: integer('org_wide', { mode: 'boolean' }).notNull(),
  bot: text('bot').notNull(),
  scopes: text('scopes').notNull(),
  sealed: text('sealed').notNull(),
  state: text('state').notNull(),
  installedAt: integer('installed_at').notNull(),
  installedBy: text('installed_by').notNull(),
  goneAt: integer('gone_at'),
  goneBecause: text('gone_because'),
})

export const installationTicket = sqliteTable('installation_ticket', {
  hash: text('hash').primaryKey(),
  expiresAt: integer('expires_at').notNull(),
})

export const directoryEvent = sqliteTable('directory_event', {
  topic: text('topic').notNull(),
  person: text('person').notNull(),
  version: integer('version').notNull(),
  type: text('type').notNull(),
  schema: integer('schema').notNull(),
  at: integer('at').notNull(),
  by: text('by').notNull(),
  payload: text('payload').notNull(),
})

export const directoryStream = sqliteTable('directory_stream', {
  topic: text('topic').notNull(),
  person: text('person').notNull(),
  version: integer('version').notNull(),
  currentUntil: integer('current_until').notNull(),
})
