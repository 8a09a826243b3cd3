-- What a desk keeps for how long, what it knew of people it erased, and what it takes in from elsewhere.

-- Days; null is kept for ever. A desk without a row has what core/retention/retention.ts says.
create table retention (
  desk_id           bigint primary key,
  closed_days       integer check (closed_days > 0),
  spam_days         integer check (spam_days > 0),
  inbound_raw_days  integer check (inbound_raw_days > 0),
  activity_days     integer check (activity_days > 0),
  updated_at        timestamptz not null default now()
);

-- The receipts of people that were erased: how much of what there was, never what. `receipt` is the text that `sha256` is of.
create table contact_erasure (
  desk_id     bigint not null,
  id          bigint not null,
  contact_id  bigint not null,
  erased_at   timestamptz not null,
  actor_kind  text not null,
  actor_id    bigint,
  receipt     text not null,
  sha256      text not null,
  primary key (desk_id, id)
);

-- What is taken in from a file: `position` is how far into it, bytes of an mbox, lines of a CSV. Whoever works on one holds it
-- until `held_until`, and says so again and again: after a crash another takes it up from `position`.
create table import (
  desk_id      bigint not null,
  id           bigint not null,
  kind         text not null check (kind in ('mbox', 'contacts')),
  state        text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  file_name    text not null,
  storage_key  text not null,
  settings     jsonb not null,
  total        bigint not null,
  position     bigint not null default 0,
  seen         bigint not null default 0,
  taken        bigint not null default 0,
  skipped      bigint not null default 0,
  failed       bigint not null default 0,
  -- The first of what went wrong: [{line, message}].
  errors       jsonb not null default '[]',
  error        text,
  actor_kind   text not null,
  actor_id     bigint,
  created_at   timestamptz not null default now(),
  started_at   timestamptz,
  ended_at     timestamptz,
  held_until   timestamptz,
  primary key (desk_id, id)
);
create index import_open on import (created_at) where state in ('waiting', 'running');
