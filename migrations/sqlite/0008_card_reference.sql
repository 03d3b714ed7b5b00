-- Whose message somebody answers in its thread.
create index card_reference on card (reference) where reference is not null;
