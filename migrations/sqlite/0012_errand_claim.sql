-- How often an errand was taken, as for cards: whoever begins or reports an errand says which claim it was for, so that a
-- process that was overtaken sends nothing of what another one has in hand, and frees none of it.
alter table errand add column claim integer not null default 0;
