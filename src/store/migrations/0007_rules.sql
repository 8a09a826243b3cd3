-- Rules: what a desk does by itself, after an event or after a time.

create table rule (
  desk_id            bigint not null references desk,
  id                 bigint not null,
  name               text not null,
  is_enabled         boolean not null,
  -- Whether no later rule looks at an event that this one matched.
  is_last            boolean not null,
  position           integer not null,
  -- json, not jsonb: shown as it was written.
  trigger            json not null,
  conditions         json not null,
  actions            json not null,
  -- Of the trigger, for queries: the event types that it waits for, or since when and how long.
  event_types        text[] not null,
  since              text,
  minutes            integer,
  -- Events of earlier transactions are from before the rule was made or enabled, and none of its business.
  starts_at          xid8 not null default pg_current_xact_id(),
  stopped_at         timestamptz,
  stopped_reason     text,
  stopped_ticket_id  bigint,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  deleted_at         timestamptz,
  primary key (desk_id, id)
);
create index rule_in_use on rule (desk_id, position) where is_enabled and deleted_at is null;

-- What a rule did, written in the transaction that did it. The unique index is what makes it happen once.
create table rule_run (
  desk_id     bigint not null,
  rule_id     bigint not null,
  id          bigint not null,
  ticket_id   bigint not null,
  -- `event/<xid>.<id>`, or `time/<the moment that the rule counts from>`.
  cause       text not null,
  event_id    bigint,
  rule_name   text not null,
  state       text not null check (state in ('done', 'failed', 'stopped')),
  -- How many rules, one after another, led here: 1 where a person did.
  depth       integer not null,
  changes     json not null,
  did         text[] not null,
  error       text,
  -- The transaction: its events are this run's.
  xid         xid8 not null default pg_current_xact_id(),
  created_at  timestamptz not null,
  primary key (desk_id, rule_id, id)
);
create unique index rule_run_cause on rule_run (desk_id, ticket_id, rule_id, cause);
create index rule_run_xid on rule_run (desk_id, xid);

-- When a rule that waits for a time next looks at a ticket. Kept by the follower `rules`, taken by the job `rule_timers`.
create table rule_timer (
  desk_id    bigint not null,
  rule_id    bigint not null,
  ticket_id  bigint not null,
  since      timestamptz not null,
  due_at     timestamptz not null,
  primary key (desk_id, rule_id, ticket_id)
);
create index rule_timer_due on rule_timer (due_at);
