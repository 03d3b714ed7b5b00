/**
 * The tables of `migrations/postgres`, for typed queries. The migrations are what counts: constraints and indexes are
 * there only, and a test compares the columns.
 */
import { bigint, boolean, customType, integer, pgTable, text } from 'drizzle-orm/pg-core'

/** Epoch milliseconds, or a count: both stay far below 2^53. */
const number = (name: string) => bigint(name, { mode: 'number' })
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const event = pgTable('event', {
  request: text('request').notNull(),
  version: integer('version').notNull(),
  type: text('type').notNull(),
  schema: integer('schema').notNull(),
  at: number('at').notNull(),
  by: text('by').notNull(),
  payload: text('payload').notNull(),
})

export const request = pgTable('request', {
  id: text('id').primaryKey(),
  version: integer('version').notNull(),
  number: number('number').notNull(),
  kind: text('kind').notNull(),
  status: text('status').notNull(),
  title: text('title').notNull(),
  requester: text('requester').notNull(),
  open: boolean('open').notNull(),
  deadline: number('deadline'),
  updatedAt: number('updated_at').notNull(),
  dueAt: number('due_at'),
  leaseUntil: number('lease_until'),
  waitingVersion: integer('waiting_version'),
})

export const waiting = pgTable('waiting', {
  request: text('request').notNull(),
  key: text('key').notNull(),
  dueAt: number('due_at').notNull(),
})

export const card = pgTable('card', {
  sequence: number('sequence').primaryKey().generatedByDefaultAsIdentity(),
  id: text('id').notNull(),
  request: text('request').notNull(),
  recipient: text('recipient').notNull(),
  purpose: text('purpose').notNull(),
  living: boolean('living').notNull(),
  wanted: integer('wanted').notNull(),
  delivered: integer('delivered').notNull().default(0),
  claimed: integer('claimed').notNull().default(0),
  redraw: integer('redraw').notNull().default(0),
  reference: text('reference'),
  nextAttemptAt: number('next_attempt_at').notNull(),
  attempts: integer('attempts').notNull().default(0),
  lastError: text('last_error'),
  uncertain: boolean('uncertain').notNull().default(false),
  parked: boolean('parked').notNull().default(false),
  leaseUntil: number('lease_until'),
  shown: text('shown'),
  held: boolean('held').notNull().default(false),
  claim: integer('claim').notNull().default(0),
})

export const dedupe = pgTable('dedupe', {
  key: text('key').primaryKey(),
  request: text('request').notNull(),
  version: integer('version').notNull(),
  at: number('at').notNull(),
})

export const person = pgTable('person', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email'),
  locale: text('locale').notNull(),
  timezone: text('timezone'),
  standing: text('standing').notNull(),
})

export const preference = pgTable('preference', {
  person: text('person').primaryKey(),
  chosen: text('chosen').notNull(),
})

export const identity = pgTable('identity', {
  platform: text('platform').notNull(),
  tenant: text('tenant').notNull(),
  user: text('user').notNull(),
  person: text('person').notNull(),
  position: integer('position').notNull(),
})

export const blob = pgTable('blob', {
  sha256: text('sha256').primaryKey(),
  bytes: bytes('bytes').notNull(),
  mimeType: text('mime_type').notNull(),
  name: text('name').notNull(),
  source: text('source'),
})

export const counter = pgTable('counter', {
  name: text('name').primaryKey(),
  value: number('value').notNull(),
})

export const fact = pgTable('fact', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})

export const draft = pgTable('draft', {
  id: text('id').primaryKey(),
  owner: text('owner').notNull(),
  kind: text('kind').notNull(),
  source: text('source').notNull(),
  origin: text('origin'),
  body: text('body').notNull(),
  updatedAt: number('updated_at').notNull(),
})

export const errand = pgTable('errand', {
  id: text('id').primaryKey(),
  type: text('type').notNull(),
  draft: text('draft').notNull(),
  owner: text('owner').notNull(),
  subject: text('subject').notNull(),
  reason: text('reason'),
  done: boolean('done').notNull().default(false),
  reference: text('reference'),
  nextAttemptAt: number('next_attempt_at'),
  attempts: integer('attempts').notNull().default(0),
  lastError: text('last_error'),
  uncertain: boolean('uncertain').notNull().default(false),
  leaseUntil: number('lease_until'),
  claim: integer('claim').notNull().default(0),
})

export const directoryEvent = pgTable('directory_event', {
  topic: text('topic').notNull(),
  person: text('person').notNull(),
  version: integer('version').notNull(),
  type: text('type').notNull(),
  schema: integer('schema').notNull(),
  at: number('at').notNull(),
  by: text('by').notNull(),
  payload: text('payload').notNull(),
})

export const directoryStream = pgTable('directory_stream', {
  topic: text('topic').notNull(),
  person: text('person').notNull(),
  version: integer('version').notNull(),
  currentUntil: number('current_until').notNull(),
})

export const installation = pgTable('installation', {
  platform: text('platform').notNull(),
  tenant: text('tenant').notNull(),
  name: text('name').notNull(),
  enterprise: text('enterprise'),
  orgWide: boolean('org_wide').notNull(),
  bot: text('bot').notNull(),
  scopes: text('scopes').notNull(),
  sealed: text('sealed').notNull(),
  state: text('state').notNull(),
  installedAt: number('installed_at').notNull(),
  installedBy: text('installed_by').notNull(),
  goneAt: number('gone_at'),
  goneBecause: text('gone_because'),
})

export const installationTicket = pgTable('installation_ticket', {
  hash: text('hash').primaryKey(),
  expiresAt: number('expires_at').notNull(),
})
