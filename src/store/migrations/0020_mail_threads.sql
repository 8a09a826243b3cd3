-- Mail in, after it is stored: what became a message, who may be written to, and how a desk wants it.

-- What is known of a message that came by mail.
create table message_mail (
  desk_id          bigint not null,
  ticket_id        bigint not null,
  message_id       bigint not null,
  inbound_mail_id  bigint not null,
  -- Its Message-ID with angle brackets, as mail_message has ours.
  mail_id          text,
  is_public        boolean not null,
  -- As the API shows it (core/messages/email.ts).
  shown            json not null,
  -- What was folded away: mails quoted below, the signature.
  quoted_text      text,
  quoted_html      text,
  signature        text,
  primary key (desk_id, ticket_id, message_id)
);
create index message_mail_id on message_mail (desk_id, mail_id);

-- Mails of ours that did not reach somebody, or were called spam by them.
create table mail_bounce (
  desk_id          bigint not null,
  id               bigint not null,
  inbound_mail_id  bigint not null,
  ticket_id        bigint,
  -- The message that the mail was of; null where it was of none: an acknowledgement, a notice.
  message_id       bigint,
  address          text not null,
  kind             text not null check (kind in ('hard', 'soft', 'complaint')),
  status           text,
  detail           text,
  created_at       timestamptz not null default now(),
  primary key (desk_id, id)
);
create index mail_bounce_message on mail_bounce (desk_id, ticket_id, message_id);

-- Whom no mail goes to (`bounce`), or none but answers to their own tickets (`complaint`).
create table mail_suppression (
  desk_id     bigint not null references desk,
  address     text not null,
  reason      text not null check (reason in ('bounce', 'complaint')),
  detail      text,
  created_at  timestamptz not null default now(),
  primary key (desk_id, address)
);

-- How many mails of a sender came since when, for an hour.
create table mail_sender (
  desk_id     bigint not null,
  address     text not null,
  started_at  timestamptz not null,
  count       integer not null,
  primary key (desk_id, address)
);
create index mail_sender_age on mail_sender using brin (started_at);

-- How a desk takes mail in. One without a row has the defaults.
create table mail_intake (
  desk_id               bigint primary key references desk,
  -- For so long after it was closed, an answer opens a ticket again; later it opens a new one that follows it.
  reopen_days           integer not null,
  -- More mails of one sender in an hour than this are kept back.
  sender_hourly         integer not null,
  -- Which subjects mean which type, priority and tags.
  subject_patterns      jsonb not null,
  updated_at            timestamptz not null default now()
);

-- Why, in a word: what a view of spam asks for. The digest tells whether two mails of one Message-ID say the same.
alter table inbound_mail add column cause text;
alter table inbound_mail add column content_digest bytea;
-- The causes for which it was kept back, and which somebody said do not matter.
alter table inbound_mail add column released text[] not null default '{}';
-- A desk's mails are worked on by one process at a time, in the order they came: nobody looks for what is due of all desks.
drop index inbound_mail_due;
create index inbound_mail_stored on inbound_mail (desk_id, id) where state = 'stored';
create index inbound_mail_cause on inbound_mail (desk_id, cause, id) where cause is not null;

-- What a mail of ours was, and whose: what a bounce of it marks, and whether an answer to it is a note.
alter table mail_message add column kind text;
alter table mail_message add column sent_id bigint;
alter table mail_message add column recipients text[];
