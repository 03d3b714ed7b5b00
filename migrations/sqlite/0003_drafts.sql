-- What somebody began to ask for, or a tool proposed to them. The request that becomes of it has the same id, so that one
-- draft never becomes two requests.
create table draft (
  id text not null primary key,
  owner text not null,
  kind text not null,
  source text not null,
  origin text,
  body text not null,
  updated_at integer not null
) strict, without rowid;
create index draft_of_owner on draft (owner, updated_at);
create index draft_updated on draft (updated_at);

-- What has to be done on a platform because of a draft: to offer it to its owner, and to tell a waiting workflow how the
-- request ended. No next attempt: it waits for a request of the draft's id, or for the draft to go.
create table errand (
  id text not null primary key,
  type text not null,
  draft text not null,
  owner text not null,
  subject text not null,
  reason text,
  done integer not null default 0 check (done in (0, 1)),
  reference text,
  next_attempt_at integer,
  attempts integer not null default 0,
  last_error text,
  uncertain integer not null default 0 check (uncertain in (0, 1)),
  lease_until integer
) strict, without rowid;
create index errand_open on errand (next_attempt_at) where done = 0;
create index errand_of_draft on errand (draft);
