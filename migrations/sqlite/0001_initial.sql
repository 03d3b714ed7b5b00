-- Instants are epoch milliseconds, booleans 0 or 1. Lists are ordered by integers only, so that no collation matters.

-- The ledger: every event of every request, never changed and never removed.
create table event (
  request text not null,
  version integer not null check (version >= 1),
  type text not null,
  schema integer not null,
  at integer not null,
  "by" text not null,
  payload text not null,
  primary key (request, version)
) strict;
create trigger event_is_never_changed before update on event
begin
  select raise(abort, 'the ledger is append-only');
end;
create trigger event_is_never_removed before delete on event
begin
  select raise(abort, 'the ledger is append-only');
end;

-- One row per request, written with its events: what lists show, and when the clock must look at it.
create table request (
  id text not null primary key,
  version integer not null,
  number integer not null unique,
  kind text not null,
  status text not null,
  title text not null,
  requester text not null,
  open integer not null check (open in (0, 1)),
  deadline integer,
  updated_at integer not null,
  due_at integer,
  lease_until integer
) strict, without rowid;
create index request_due on request (due_at) where due_at is not null;
create index request_updated on request (updated_at, number);
create index request_of_requester on request (requester, updated_at, number);
create index request_open on request (open, deadline);

-- One message in somebody's chat each. `sequence` is the order of creation.
create table card (
  sequence integer primary key autoincrement,
  id text not null unique,
  request text not null references request (id),
  recipient text not null,
  purpose text not null,
  living integer not null check (living in (0, 1)),
  wanted integer not null,
  delivered integer not null default 0,
  -- `wanted` when it was last claimed: a newer version that came in the meantime keeps a failure from parking it.
  claimed integer not null default 0,
  -- 0: no; 1: asked for; 2: being drawn. Asking again while it is drawn makes it 1 again, so that none gets lost.
  redraw integer not null default 0 check (redraw in (0, 1, 2)),
  reference text,
  next_attempt_at integer not null,
  attempts integer not null default 0,
  last_error text,
  uncertain integer not null default 0 check (uncertain in (0, 1)),
  parked integer not null default 0 check (parked in (0, 1)),
  lease_until integer,
  unique (request, recipient, purpose)
) strict;
create index card_pending on card (next_attempt_at, sequence)
  where parked = 0 and (wanted > delivered or redraw > 0);
create index card_parked on card (sequence) where parked = 1;

-- Inbound actions that were committed.
create table dedupe (
  key text not null primary key,
  request text not null,
  version integer not null,
  at integer not null
) strict, without rowid;
create index dedupe_at on dedupe (at);

create table person (
  id text not null primary key,
  name text not null,
  email text,
  locale text not null,
  timezone text,
  standing text not null
) strict, without rowid;
create index person_email on person (email) where email is not null;

create table identity (
  platform text not null,
  tenant text not null,
  user text not null,
  person text not null references person (id),
  position integer not null,
  primary key (platform, tenant, user)
) strict, without rowid;
create index identity_of_person on identity (person, position);

create table blob (
  sha256 text not null primary key,
  bytes blob not null,
  mime_type text not null,
  name text not null,
  source text
) strict;

create table counter (
  name text not null primary key,
  value integer not null
) strict, without rowid;
insert into counter (name, value) values ('request_number', 0), ('check', 0);

create table fact (
  key text not null primary key,
  value text not null
) strict, without rowid;
