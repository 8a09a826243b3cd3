-- What people who serve customers have at hand.

-- Texts to answer with, in an agent's own hand: shared, or one member's own.
create table canned_reply (
  desk_id        bigint not null references desk,
  id             bigint not null,
  title          text not null,
  category       text not null default '',
  subcategory    text not null default '',
  format         body_format not null,
  -- As its author wrote it; html is sanitised.
  body           text not null,
  -- Who it is for; null for all.
  department_id  bigint,
  -- Whose own it is; null where it is shared.
  member_id      bigint,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (desk_id, id),
  foreign key (desk_id, department_id) references department,
  foreign key (desk_id, member_id) references member
);
create index canned_reply_title on canned_reply (desk_id, lower(title), id);

-- Tickets whose personal data was erased: who asked for it, and when. A desk keeps the row as its proof.
create table ticket_erasure (
  desk_id     bigint not null,
  ticket_id   bigint not null,
  erased_at   timestamptz not null,
  actor_kind  text not null,
  actor_id    bigint,
  primary key (desk_id, ticket_id)
);
create index ticket_erasure_age on ticket_erasure (erased_at);

-- Queues of events for those who poll: one a credential. It begins with what happened after the credential was made.
create table event_queue (
  desk_id        bigint not null references desk,
  credential_id  bigint not null,
  -- How far the log was read for it.
  xid            xid8 not null,
  id             bigint not null,
  created_at     timestamptz not null default now(),
  primary key (desk_id, credential_id)
);

-- What was taken from a queue and not deleted yet: it comes again once its time is over.
create table event_lease (
  desk_id        bigint not null,
  credential_id  bigint not null,
  event_xid      xid8 not null,
  event_id       bigint not null,
  leased_until   timestamptz not null,
  created_at     timestamptz not null default now(),
  primary key (desk_id, credential_id, event_xid, event_id)
);
create index event_lease_age on event_lease using brin (created_at);

-- `standard` is Standard Webhooks; another is a vendor's, whose receivers check signatures of their own with a secret that
-- its owner gave.
alter table webhook
  add column format text not null default 'standard' check (format in ('standard', 'glassix')),
  -- Sealed JSON: header values may be secrets.
  add column headers bytea,
  -- Only of this department's tickets; null for all.
  add column department_id bigint,
  add foreign key (desk_id, department_id) references department;

-- Tickets that webhooks and queues are told nothing of.
create table ticket_quiet (
  desk_id     bigint not null,
  ticket_id   bigint not null,
  created_at  timestamptz not null default now(),
  primary key (desk_id, ticket_id)
);

alter table member
  -- Which kind of break it is, in the desk's own words; null unless they are away.
  add column away_reason text,
  -- What another system knows them by.
  add column external_ref text;
create unique index member_external_ref on member (desk_id, external_ref) where external_ref is not null;

-- When a member was what: a row a change, the last one open.
create table member_availability (
  desk_id       bigint not null,
  member_id     bigint not null,
  id            bigint not null,
  availability  text not null check (availability in ('online', 'away', 'offline')),
  away_reason   text,
  started_at    timestamptz not null,
  ended_at      timestamptz,
  -- Whose doing it was: themselves, another member, a program.
  actor_kind    text not null,
  actor_id      bigint,
  primary key (desk_id, member_id, id)
);

-- What customers are greeted with and asked afterwards, where a desk says it otherwise than Lodge does.
create table service_text (
  desk_id        bigint not null references desk,
  kind           text not null check (kind in ('greeting', 'survey')),
  culture        text not null,
  -- 0 is the desk's own, for every department that has none.
  department_id  bigint not null default 0,
  text           text not null,
  updated_at     timestamptz not null default now(),
  primary key (desk_id, kind, culture, department_id)
);

-- How far somebody has read a ticket: a member, or everybody (0). What was written since is unread.
create table ticket_read (
  desk_id    bigint not null,
  ticket_id  bigint not null,
  member_id  bigint not null,
  read_at    timestamptz not null,
  primary key (desk_id, ticket_id, member_id)
);
