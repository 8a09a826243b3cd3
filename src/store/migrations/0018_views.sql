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

-- What happened on a desk, kept by the follower `reports`, in quarters of an hour (UTC): every time zone is some of them
-- away, so that its days are whole sums. `first_reply_15m` are the first replies within that long, and so on.
create table report_volume (
  desk_id              bigint not null,
  slot                 timestamptz not null,
  department_id        bigint not null,
  channel              text not null,
  created              bigint not null default 0,
  received             bigint not null default 0,
  replied              bigint not null default 0,
  resolved             bigint not null default 0,
  reopened             bigint not null default 0,
  first_replies        bigint not null default 0,
  first_reply_seconds  bigint not null default 0,
  first_reply_15m      bigint not null default 0,
  first_reply_1h       bigint not null default 0,
  first_reply_4h       bigint not null default 0,
  first_reply_8h       bigint not null default 0,
  first_reply_1d       bigint not null default 0,
  first_reply_3d       bigint not null default 0,
  resolution_seconds   bigint not null default 0,
  resolution_15m       bigint not null default 0,
  resolution_1h        bigint not null default 0,
  resolution_4h        bigint not null default 0,
  resolution_8h        bigint not null default 0,
  resolution_1d        bigint not null default 0,
  resolution_3d        bigint not null default 0,
  primary key (desk_id, slot, department_id, channel)
);
create table report_agent (
  desk_id    bigint not null,
  slot       timestamptz not null,
  member_id  bigint not null,
  assigned   bigint not null default 0,
  replied    bigint not null default 0,
  noted      bigint not null default 0,
  resolved   bigint not null default 0,
  primary key (desk_id, slot, member_id)
);

-- What its supervisor watches: places that must not fill up, in bytes, and failures that are known and no news.
create table watched_disk (
  desk_id     bigint not null,
  id          bigint not null,
  path        text not null,
  min_free    bigint not null,
  warn_free   bigint not null,
  created_at  timestamptz not null default now(),
  primary key (desk_id, id),
  unique (desk_id, path)
);
create table known_failure (
  desk_id      bigint not null,
  id           bigint not null,
  pattern      text not null,
  description  text not null,
  created_at   timestamptz not null default now(),
  primary key (desk_id, id),
  unique (desk_id, pattern)
);

-- How long sent mails are kept, in days, where that is not the 90 of all deliveries.
create table mail_retention (
  desk_id  bigint primary key,
  days     integer not null
);
