-- Mail out: how a desk sends, whom it tells what, and what is known of each mail.

-- A desk without a row has the defaults, and sends by the operator's server if there is one.
create table mail_settings (
  desk_id                   bigint primary key references desk,
  from_address              text,
  from_name                 text,
  -- A server of the desk's own; null for the operator's.
  host                      text,
  port                      integer,
  tls                       text check (tls in ('implicit', 'starttls', 'opportunistic', 'none')),
  username                  text,
  -- Sealed (core/secrets.ts), as is the key.
  password                  bytea,
  dkim_domain               text,
  dkim_selector             text,
  dkim_key                  bytea,
  acknowledgement           boolean not null,
  acknowledgements_per_day  integer not null,
  closing_notice            boolean not null,
  survey                    boolean not null,
  updated_at                timestamptz not null default now()
);

-- The ids of a ticket's mails: what its next one refers to, and what an answer to it names.
create table mail_message (
  desk_id     bigint not null,
  message_id  text not null,
  ticket_id   bigint not null,
  event_id    bigint not null,
  -- Whether a customer got it: their thread holds no mail of the team's.
  is_public   boolean not null,
  created_at  timestamptz not null,
  primary key (desk_id, message_id)
);
create index mail_message_ticket on mail_message (desk_id, ticket_id, event_id);

-- Who asked to be spared: `notices` are acknowledgements, closing notices and surveys; `copies` are of others' tickets.
create table mail_opt_out (
  desk_id     bigint not null references desk,
  address     text not null,
  kind        text not null check (kind in ('notices', 'copies')),
  created_at  timestamptz not null default now(),
  primary key (desk_id, address, kind)
);

-- How many acknowledgements an address got on a day (UTC).
create table mail_acknowledged (
  desk_id  bigint not null,
  address  text not null,
  day      date not null,
  count    integer not null,
  primary key (desk_id, address, day)
);
create index mail_acknowledged_age on mail_acknowledged using brin (day);

-- What a member wants mail about. One without a row wants all of it.
create table member_notification (
  desk_id           bigint not null,
  member_id         bigint not null,
  new_ticket        boolean not null,
  assignment        boolean not null,
  reply             boolean not null,
  unassigned_reply  boolean not null,
  mention           boolean not null,
  primary key (desk_id, member_id),
  foreign key (desk_id, member_id) references member
);

-- How many mails a member got since when: past a number, the rest of ten minutes is one digest.
create table mail_flood (
  desk_id     bigint not null,
  member_id   bigint not null,
  started_at  timestamptz not null,
  count       integer not null,
  primary key (desk_id, member_id)
);

-- How many notices a digest stands for, and the first of them.
create table mail_digest (
  desk_id     bigint not null,
  member_id   bigint not null,
  started_at  timestamptz not null,
  count       integer not null,
  primary key (desk_id, member_id, started_at)
);
create index mail_digest_age on mail_digest using brin (started_at);

create table mail_digest_line (
  desk_id     bigint not null,
  member_id   bigint not null,
  started_at  timestamptz not null,
  event_id    bigint not null,
  kind        text not null,
  number      bigint,
  subject     text,
  primary key (desk_id, member_id, started_at, event_id, kind)
);
create index mail_digest_line_age on mail_digest_line using brin (started_at);

-- Mails that were kept in the data folder, there being no server to send them by.
create table mail_caught (
  desk_id      bigint not null,
  delivery_id  bigint not null,
  file         text not null,
  created_at   timestamptz not null default now(),
  primary key (desk_id, delivery_id)
);

-- Mails that were sent a second time, since nobody knew how the first ended: there is no third.
create table mail_resent (
  desk_id      bigint not null,
  delivery_id  bigint not null,
  created_at   timestamptz not null default now(),
  primary key (desk_id, delivery_id)
);

-- What a requester thought of how their ticket was handled.
create table ticket_rating (
  desk_id    bigint not null,
  ticket_id  bigint not null,
  score      smallint not null check (score between 1 and 5),
  comment    text,
  rated_at   timestamptz not null default now(),
  primary key (desk_id, ticket_id)
);

-- The outbox: a desk's mails among its deliveries, the newest first.
create index delivery_mail on delivery (desk_id, id) where channel = 'mail';
