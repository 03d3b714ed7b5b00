-- What the message of a card certainly looks like, so that an event that changes nothing in it costs no edit.
alter table card add column shown text;
