-- How often a card was taken: whoever reports what became of a delivery says which claim it was for, so that the report of
-- a process that was overtaken frees no card that another one has in hand.
alter table card add column claim integer not null default 0;
