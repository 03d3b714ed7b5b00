-- Held for the recipient's own time, which keeps no other card waiting.
alter table card add column held integer not null default 0 check (held in (0, 1));

-- What people chose for themselves, as JSON.
create table preference (
  person text not null primary key references person (id),
  chosen text not null
) strict, without rowid;
