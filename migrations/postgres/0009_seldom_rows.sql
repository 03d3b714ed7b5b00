-- Few rows among many: without these, looking for them reads the whole table.
create index card_held on card (recipient) where held;
create index request_leased on request (lease_until) where lease_until is not null;
