-- Keeps a person who was never seen; false, with nothing changed, where somebody is there already. Two who see one person
-- at once wait for each other here: every statement of a function sees what was committed before it began, so whoever
-- comes second finds the first one's record. Addresses are not unique, because those of older records may not be.
create function add_person(
  _id text, _name text, _email text, _locale text, _timezone text, _standing text,
  _platforms text[], _tenants text[], _users text[]
) returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('countersign:people', 0));
  if exists (select from person where id = _id or email = _email) then
    return false;
  end if;
  insert into person (id, name, email, locale, timezone, standing)
  values (_id, _name, _email, _locale, _timezone, _standing);
  insert into identity (platform, tenant, "user", person, position)
  select platform, tenant, "user", _id, place - 1
  from unnest(_platforms, _tenants, _users) with ordinality as account (platform, tenant, "user", place);
  return true;
exception when unique_violation then
  -- An account, which is somebody's; what was inserted before is undone.
  return false;
end $$;
