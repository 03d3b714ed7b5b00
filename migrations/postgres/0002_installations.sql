-- Where the app is installed: one row for each workspace, or for each organisation that has it in all of its workspaces.
-- `sealed` holds the tokens, encrypted with a key that is not in this database.
create table installation (
  platform text not null,
  tenant text not null,
  name text not null,
  enterprise text,
  org_wide boolean not null,
  bot text not null,
  scopes text not null,
  sealed text not null,
  state text not null check (state in ('pending', 'active', 'gone')),
  installed_at bigint not null,
  installed_by text not null,
  gone_at bigint,
  gone_because text,
  primary key (platform, tenant)
);

-- Installations that somebody began in a browser: the hash of the word that Slack brings back, good for one use.
create table installation_ticket (
  hash text not null primary key,
  expires_at bigint not null
);
create index installation_ticket_expiry on installation_ticket (expires_at);
