-- For whom open requests wait: a person who was asked, or everybody of a group or a level. Read off a request when
-- somebody's overview is drawn, and kept until the request changes: `waiting_version` is the version that was read.
create table waiting (
  request text not null references request (id),
  key text not null,
  due_at integer not null,
  primary key (request, key)
) strict, without rowid;
create index waiting_key on waiting (key, due_at);
alter table request add column waiting_version integer;
create index request_unread on request (deadline, number)
  where open = 1 and (waiting_version is null or waiting_version < version);

-- What somebody decided lately.
create index event_of_decider on event ("by", at) where type in ('decided', 'ruled');

-- All cards of somebody are drawn again when they choose another language.
create index card_of_recipient on card (recipient) where living = 1;
