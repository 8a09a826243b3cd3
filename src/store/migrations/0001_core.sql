-- The core of a help desk. Rules that hold for every table:
--   * the primary key and every unique index begin with desk_id, so that a desk is one shard (the few global tables
--     are named in test/store/catalogue.test.ts);
--   * ids are snowflakes made by the application, so that nothing is read back after a write;
--   * the tables a ticket's creation writes to have no foreign keys: each costs a trigger and a row lock per row
--     (measured: a quarter of the intake's rate). create_tickets() resolves every reference in the same transaction,
--     and what can be referred to is archived, never deleted.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create extension if not exists unaccent;

create type ticket_status as enum ('open', 'pending', 'snoozed', 'resolved', 'closed', 'spam');
create type ticket_priority as enum ('low', 'normal', 'high', 'urgent');
-- Enums, not checks, in the tables a creation writes to: a check is parsed anew by every statement.
create type identity_kind as enum ('external_id', 'email', 'phone', 'channel');
create type author_kind as enum ('contact', 'agent', 'ai', 'automation', 'system');
create type body_format as enum ('text', 'markdown', 'html');
create type participant_role as enum ('cc', 'bcc', 'follower');

create table desk (
  desk_id     bigint primary key,
  slug        text not null,
  name        text not null,
  culture     text not null default 'en-US',
  settings    jsonb not null default '{}',
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create unique index desk_slug on desk (slug);

-- The hot row: locked first by every writer that hands out numbers or makes contacts, so those run one after another.
create table desk_counter (
  desk_id            bigint primary key,
  ticket_number      bigint not null default 0,
  credential_number  integer not null default 0
) with (fillfactor = 10);

create table department (
  desk_id     bigint not null references desk,
  id          bigint not null,
  -- The same department for contracts that know it by a GUID.
  guid        uuid not null default gen_random_uuid(),
  name        text not null,
  is_default  boolean not null default false,
  is_public   boolean not null default true,
  created_at  timestamptz not null default now(),
  deleted_at  timestamptz,
  primary key (desk_id, id)
);
create unique index department_name on department (desk_id, lower(name)) where deleted_at is null;
create unique index department_default on department (desk_id) where is_default and deleted_at is null;

create table ticket_type (
  desk_id      bigint not null references desk,
  id           bigint not null,
  name         text not null,
  is_default   boolean not null default false,
  is_internal  boolean not null default false,
  position     integer not null default 0,
  created_at   timestamptz not null default now(),
  archived_at  timestamptz,
  primary key (desk_id, id)
);
create unique index ticket_type_name on ticket_type (desk_id, lower(name)) where archived_at is null;
create unique index ticket_type_default on ticket_type (desk_id) where is_default and archived_at is null;

create table member (
  desk_id           bigint not null references desk,
  id                bigint not null,
  email             text not null,
  name              text not null,
  role              text not null check (role in ('owner', 'admin', 'agent', 'light_agent')),
  availability      text not null default 'online' check (availability in ('online', 'away', 'offline')),
  last_assigned_at  timestamptz,
  created_at        timestamptz not null default now(),
  disabled_at       timestamptz,
  primary key (desk_id, id)
);
create unique index member_email on member (desk_id, email);

create table credential (
  desk_id        bigint not null references desk,
  id             bigint not null,
  -- Small and per desk: the part before the bar in `14|secret`.
  number         integer not null,
  kind           text not null check (kind in ('token', 'widget', 'pair', 'tickiti')),
  name           text not null,
  secret_hash    bytea not null,
  hint           text not null,
  scopes         text[] not null,
  department_id  bigint,
  member_id      bigint,
  created_at     timestamptz not null default now(),
  expires_at     timestamptz,
  revoked_at     timestamptz,
  primary key (desk_id, id),
  foreign key (desk_id, department_id) references department,
  foreign key (desk_id, member_id) references member
);
create unique index credential_number on credential (desk_id, number);
-- A secret is looked up before its desk is known. 256 random bits need no unique index.
create index credential_secret on credential (secret_hash);

create table blocklist (
  desk_id     bigint not null references desk,
  -- A normalised address (`eve@example.com`) or a whole domain (`example.com`).
  value       text not null,
  reason      text,
  created_at  timestamptz not null default now(),
  primary key (desk_id, value)
);

create table company (
  desk_id      bigint not null references desk,
  id           bigint not null,
  external_id  text,
  name         text not null,
  domain       text,
  traits       jsonb not null default '{}',
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  primary key (desk_id, id)
);
create unique index company_external_id on company (desk_id, external_id) where external_id is not null;

create table contact (
  desk_id       bigint not null,
  id            bigint not null,
  -- The primary ones; all of them are rows of contact_identity.
  external_id   text,
  email         text,
  name          text not null default '',
  company_id    bigint,
  culture       text,
  traits        jsonb not null default '{}',
  merged_into   bigint,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  last_seen_at  timestamptz,
  primary key (desk_id, id)
);
-- For prefixes, so in C's order whatever the database's is, as the identities' values are.
create index contact_name on contact (desk_id, lower(name) collate "C") where name <> '';
-- A partial index has no statistics of its own that a plan would use.
create statistics contact_name_stats on lower(name) from contact;
create index contact_merged_into on contact (desk_id, merged_into) where merged_into is not null;
create index contact_company on contact (desk_id, company_id) where company_id is not null;

create table contact_identity (
  desk_id     bigint not null,
  kind        identity_kind not null,
  value       text collate "C" not null,
  contact_id  bigint not null,
  created_at  timestamptz not null default now(),
  primary key (desk_id, kind, value)
);
create index contact_identity_contact on contact_identity (desk_id, contact_id);

create table ticket (
  desk_id            bigint not null,
  id                 bigint not null,
  number             bigint not null,
  subject            text not null,
  status             ticket_status not null,
  priority           ticket_priority not null,
  department_id      bigint not null,
  ticket_type_id     bigint not null,
  contact_id         bigint not null,
  assignee_id        bigint,
  -- A column, not an expression, so that an index alone can answer by it.
  is_unassigned      boolean not null generated always as (assignee_id is null) stored,
  credential_id      bigint,
  -- How it came in (api, email, widget, hook ...) and what the caller says about where from.
  channel            text not null,
  source             text not null,
  culture            text not null,
  external_ref       text,
  fields             jsonb,
  metadata           jsonb,
  message_count      integer not null default 1,
  opened_at          timestamptz not null,
  snoozed_until      timestamptz,
  first_response_at  timestamptz,
  resolved_at        timestamptz,
  closed_at          timestamptz,
  last_message_at    timestamptz not null,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  primary key (desk_id, id)
);
create unique index ticket_number on ticket (desk_id, number);
-- A list is read from an index in order and stops at the page's end, by either sort. So that four indexes serve every filter
-- (each costs a creation about 4 microseconds), each covers two or three columns of few values: a filter on one of them
-- merges a stream for each value of the others (store/ticket-page.ts).
create index ticket_state_id on ticket (desk_id, status, priority, is_unassigned, id);
create index ticket_state_updated_at on ticket (desk_id, status, priority, is_unassigned, updated_at, id);
create index ticket_place_id on ticket (desk_id, department_id, ticket_type_id, id);
create index ticket_place_updated_at on ticket (desk_id, department_id, ticket_type_id, updated_at, id);
-- One contact has few tickets: those are sorted, from the index alone.
create index ticket_contact_id on ticket (desk_id, contact_id, id) include (updated_at, status);
-- Partial: a plain creation touches none of these.
create index ticket_assignee_id on ticket (desk_id, assignee_id, status, id) where assignee_id is not null;
create index ticket_assignee_updated_at on ticket (desk_id, assignee_id, status, updated_at, id) where assignee_id is not null;
create index ticket_external_ref on ticket (desk_id, external_ref, id) where external_ref is not null;
create index ticket_snoozed on ticket (desk_id, snoozed_until) where status = 'snoozed';

create table participant (
  desk_id     bigint not null,
  ticket_id   bigint not null,
  id          bigint not null,
  -- The requester is ticket.contact_id; these are the others.
  role        participant_role not null,
  contact_id  bigint,
  member_id   bigint,
  name        text not null default '',
  email       text,
  created_at  timestamptz not null default now(),
  primary key (desk_id, ticket_id, id)
);
create index participant_contact on participant (desk_id, contact_id) where contact_id is not null;

create table message (
  desk_id      bigint not null,
  ticket_id    bigint not null,
  id           bigint not null,
  author_kind  author_kind not null,
  author_id    bigint,
  -- Where the author is neither a contact nor a member: the name at that moment.
  author_name  text,
  is_public    boolean not null,
  format       body_format not null,
  -- The plain text always; the sanitised html unless the format is text; the source where it is markdown.
  text         text not null,
  html         text,
  markdown     text,
  created_at   timestamptz not null,
  primary key (desk_id, ticket_id, id)
);

create table attachment (
  desk_id      bigint not null,
  id           bigint not null,
  ticket_id    bigint,
  message_id   bigint,
  name         text not null,
  media_type   text not null,
  size         bigint not null,
  sha256       bytea not null,
  storage_key  text not null,
  credential_id  bigint,
  created_at   timestamptz not null default now(),
  primary key (desk_id, id)
);
create index attachment_ticket on attachment (desk_id, ticket_id, message_id) where ticket_id is not null;
create index attachment_unlinked on attachment (created_at) where ticket_id is null;
-- The sweep asks of each file whether any desk's row knows it.
create index attachment_storage_key on attachment (storage_key);

create table tag (
  desk_id     bigint not null references desk,
  id          bigint not null,
  name        text not null,
  color       text,
  created_at  timestamptz not null default now(),
  primary key (desk_id, id)
);
create unique index tag_name on tag (desk_id, name);

-- `status` and `updated_at` are the ticket's, kept here by every verb that changes them (core/tickets/write.ts), so that
-- a tag's tickets are read in order as well.
create table ticket_tag (
  desk_id     bigint not null,
  ticket_id   bigint not null,
  tag_id      bigint not null,
  status      ticket_status not null,
  updated_at  timestamptz not null,
  primary key (desk_id, ticket_id, tag_id)
);
create index ticket_tag_id on ticket_tag (desk_id, tag_id, status, ticket_id);
create index ticket_tag_updated_at on ticket_tag (desk_id, tag_id, status, updated_at, ticket_id);

-- The event log and the outbox. `xid` is the writing transaction: readers take rows in (xid, id) order and stop before
-- the oldest transaction still running, so a late commit is never skipped.
create table event (
  desk_id     bigint not null,
  xid         xid8 not null default pg_current_xact_id(),
  id          bigint not null,
  type        text not null,
  ticket_id   bigint,
  actor_kind  text not null,
  actor_id    bigint,
  -- json, not jsonb: kept as written, and neither parsed nor rebuilt on the way in.
  data        json not null,
  created_at  timestamptz not null,
  primary key (desk_id, xid, id)
);
create index event_log on event (xid, id);

-- One row a used key, written in the transaction of what it guards. A creation's answer is its event's snapshot, so
-- only (event_xid, event_id) is kept; the others keep the answer itself.
create table idempotency_key (
  desk_id        bigint not null,
  credential_id  bigint not null,
  key            text not null,
  request_hash   bytea not null,
  status         smallint,
  body           text,
  event_xid      xid8,
  event_id       bigint,
  created_at     timestamptz not null default now(),
  primary key (desk_id, credential_id, key)
);
create index idempotency_key_age on idempotency_key using brin (created_at);

-- Global: which process makes ids under which number.
create table node_lease (
  node        integer primary key,
  owner       uuid not null,
  expires_at  timestamptz not null
);
