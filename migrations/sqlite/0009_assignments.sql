-- Whose turn it is, is read off who was asked last.
create index event_assigned on event (at) where type = 'assigned';
