-- Global: something sealed with the installation's secret, by which each process sees at its start that it has the same.
create table secret_check (
  one     boolean primary key default true check (one),
  sealed  bytea not null
);

-- Where a desk's events are sent to.
create table webhook (
  desk_id           bigint not null,
  id                bigint not null,
  url               text not null,
  description       text not null default '',
  -- Event types, `ticket.*` for all of a noun, `*` for all.
  types             text[] not null,
  enabled           boolean not null default true,
  -- Why it was disabled, where Lodge did it.
  disabled_reason   text,
  -- Sealed (core/secrets.ts), for `webhook/<id>`.
  secret            bytea not null,
  -- The one before, which still signs beside the new one until then.
  old_secret        bytea,
  old_secret_until  timestamptz,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  primary key (desk_id, id)
);

-- How many events of a desk have gone to webhooks: the number of the last one.
create table webhook_counter (
  desk_id   bigint primary key,
  sequence  bigint not null
);
