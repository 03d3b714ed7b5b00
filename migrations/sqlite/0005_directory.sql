-- What the ledger keeps of people: their absences, later their accounts. Never changed and never removed.
create table directory_event (
  topic text not null,
  person text not null,
  version integer not null check (version >= 1),
  type text not null,
  schema integer not null,
  at integer not null,
  "by" text not null,
  payload text not null,
  primary key (topic, person, version)
) strict;
create trigger directory_event_is_never_changed before update on directory_event
begin
  select raise(abort, 'the ledger is append-only');
end;
create trigger directory_event_is_never_removed before delete on directory_event
begin
  select raise(abort, 'the ledger is append-only');
end;

-- One row per stream, written with its events. Streams whose `current_until` has passed say nothing any more.
create table directory_stream (
  topic text not null,
  person text not null,
  version integer not null,
  current_until integer not null,
  primary key (topic, person)
) strict, without rowid;
create index directory_stream_current on directory_stream (topic, current_until);
