-- Held for the recipient's own time, which keeps no other card waiting.
alter table card add column held boolean not null default false;

-- A change of the request has a held card looked at again: it may be urgent now.
create function card_is_looked_at_again() returns trigger language plpgsql as $$
begin
  new.held := false;
  return new;
end $$;
create trigger card_is_looked_at_again before update of wanted on card
  for each row when (old.held and new.wanted > old.wanted) execute function card_is_looked_at_again();

-- Whose message somebody answers in its thread.
create index card_reference on card (reference) where reference is not null;

-- What people chose for themselves, as JSON.
create table preference (
  person text not null primary key references person (id),
  chosen text not null
);
