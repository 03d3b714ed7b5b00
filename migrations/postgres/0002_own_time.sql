-- Held for the recipient's own time, which keeps no other card waiting.
alter table card add column held boolean not null default false;

-- Whose message somebody answers in its thread.
create index card_reference on card (reference) where reference is not null;

-- What people chose for themselves, as JSON.
create table preference (
  person text not null primary key references person (id),
  chosen text not null
);
