-- What follows the event log, and what it keeps.

-- Global: how far each follower has read, over all desks. A follower's writes and its step forward are one transaction.
create table follower_cursor (
  name        text primary key,
  xid         xid8 not null default '0',
  id          bigint not null default 0,
  updated_at  timestamptz not null default now()
);

-- A job may run twice (a crash between its commit and its being marked as done). What must happen once leaves a row here
-- in its own transaction, and is left out where the row is there already.
create table job_effect (
  desk_id     bigint not null,
  key         text not null,
  created_at  timestamptz not null default now(),
  primary key (desk_id, key)
);
create index job_effect_age on job_effect using brin (created_at);

-- Tickets created by day (UTC), counted by the job count_tickets.
create table ticket_daily (
  desk_id  bigint not null,
  day      date not null,
  created  bigint not null,
  primary key (desk_id, day)
);
