-- As in 0008, but a card that waits already keeps its place: a request that never rests must not push its own cards
-- behind all others for ever.
create or replace function append_events(
  _request text, _expected integer, _key text, _at bigint,
  _types text[], _schemas integer[], _ats bigint[], _bys text[], _payloads text[],
  _number bigint, _kind text, _status text, _title text, _requester text, _open boolean, _deadline bigint,
  _updated_at bigint, _due_at bigint,
  _cards text[], _recipients text[], _purposes text[], _living boolean[]
) returns integer language plpgsql as $$
declare
  _current integer;
  _version integer;
begin
  -- Somebody may have set it for the role or the database since the start looked at it.
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  if _expected = 0 then
    perform pg_advisory_xact_lock(hashtextextended('countersign:' || _request, 0));
  end if;
  select version into _current from request where id = _request for update;
  if _key is not null and exists (select from dedupe where key = _key) then
    return -2;
  end if;
  if coalesce(_current, 0) <> _expected then
    return -1;
  end if;
  _version := _expected + cardinality(_types);
  if _key is not null then
    -- Waits for a commit to another request with the same key, then finds it there.
    insert into dedupe (key, request, version, at) values (_key, _request, _version, _at) on conflict do nothing;
    if not found then
      return -2;
    end if;
  end if;
  insert into event (request, version, type, schema, at, "by", payload)
    select _request, _expected + place, type, schema, at, "by", payload
    from unnest(_types, _schemas, _ats, _bys, _payloads) with ordinality
      as given (type, schema, at, "by", payload, place);
  if _expected = 0 then
    insert into request
      (id, version, number, kind, status, title, requester, open, deadline, updated_at, due_at)
      values (_request, _version, _number, _kind, _status, _title, _requester, _open, _deadline, _updated_at, _due_at);
  else
    update request set version = _version, kind = _kind, status = _status, title = _title, open = _open,
      deadline = _deadline, updated_at = _updated_at, due_at = _due_at, lease_until = null
      where id = _request and number = _number;
    if not found then
      raise exception 'request % cannot change its number', _request;
    end if;
    -- In one order, as everything else that changes several cards: then nobody waits in a circle.
    perform from card where request = _request and living order by sequence for no key update;
    update card set wanted = _version, attempts = 0, parked = false,
      next_attempt_at = case
        when not parked and not held and (wanted > delivered or redraw > 0) then least(next_attempt_at, _at)
        else _at
      end
      where request = _request and living;
  end if;
  insert into card (id, request, recipient, purpose, living, wanted, next_attempt_at)
    select id, _request, recipient, purpose, living, _version, _at
    from unnest(_cards, _recipients, _purposes, _living) with ordinality
      as given (id, recipient, purpose, living, place)
    order by place
    on conflict do nothing;
  return _version;
end $$;
