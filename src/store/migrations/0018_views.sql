-- What agents look at tickets by, which mail is no ticket, and the counts that reports are made of.

-- `filter` is in the words of GET /v1/tickets; what it names is kept by id. Without a member it is of those who act by a
-- token that stands for nobody.
create table view (
  desk_id     bigint not null,
  id          bigint not null,
  name        text not null,
  filter      jsonb not null,
  sort        text not null,
  columns     text[] not null,
  is_shared   boolean not null,
  member_id   bigint,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (desk_id, id)
);

create table watchlist (
  desk_id     bigint not null,
  id          bigint not null,
  name        text not null,
  icon        text,
  is_shared   boolean not null,
  member_id   bigint,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (desk_id, id)
);
create table watchlist_ticket (
  desk_id       bigint not null,
  watchlist_id  bigint not null,
  ticket_id     bigint not null,
  position      integer not null,
  primary key (desk_id, watchlist_id, ticket_id)
);
create index watchlist_ticket_id on watchlist_ticket (desk_id, ticket_id);

-- `sender`: a normalised address or a whole domain. `subject`: in lower case, `*` for any characters.
create table ignored_mail (
  desk_id     bigint not null,
  id          bigint not null,
  kind        text not null check (kind in ('sender', 'subject')),
  value       text not null,
  created_at  timestamptz not null default now(),
  primary key (desk_id, id)
);
create unique index ignored_mail_value on ignored_mail (desk_id, kind, value);
