-- Keeps what became of a person; false, with nothing changed, where something else than `_before` is there by now, or, with
-- null, anything. Whoever saves a person waits for everybody else who does, and for those who add one: accounts pass from
-- one record to another, so that a lock on one row would not do. What is read here was committed before it was read,
-- because each statement of a function sees that.
create function save_person(
  _id text, _name text, _email text, _locale text, _timezone text, _standing text,
  _platforms text[], _tenants text[], _users text[], _before jsonb
) returns boolean language plpgsql as $$
declare
  _there jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('countersign:people', 0));
  select jsonb_build_object(
    'id', id, 'name', name, 'email', email, 'locale', locale, 'timezone', timezone, 'standing', standing,
    'identities', coalesce((
      select jsonb_agg(jsonb_build_object('platform', platform, 'tenant', tenant, 'user', "user") order by position)
      from identity where identity.person = person.id), '[]'::jsonb))
  into _there from person where id = _id;
  if _there is distinct from _before then
    return false;
  end if;
  insert into person (id, name, email, locale, timezone, standing)
  values (_id, _name, _email, _locale, _timezone, _standing)
  on conflict (id) do update set name = excluded.name, email = excluded.email, locale = excluded.locale,
    timezone = excluded.timezone, standing = excluded.standing;
  delete from identity where person = _id;
  insert into identity (platform, tenant, "user", person, position)
  select platform, tenant, "user", _id, place - 1
  from unnest(_platforms, _tenants, _users) with ordinality as account (platform, tenant, "user", place)
  on conflict (platform, tenant, "user") do update set person = excluded.person, position = excluded.position;
  return true;
end $$;
