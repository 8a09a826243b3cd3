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

-- Full text, kept by the follower `search`.
--
-- A row a message: its own words (weight C) and its ticket's head, so that words of both meet in one row: the subject (A),
-- the requester (B), tags (D). A desk's rows are put in segments of 8,192 as they come: a search goes through segments
-- from the newest, and stops when it has enough. So a word that a third of all messages have costs a few segments, one
-- that none has costs a look into each, and neither sorts what the other finds (measured at 1 M messages: 2 to 8 ms).
create table search_doc (
  desk_id     bigint not null,
  ticket_id   bigint not null,
  message_id  bigint not null,
  segment     integer not null,
  words       tsvector not null,
  primary key (desk_id, ticket_id, message_id)
);
-- Entries are gathered and put in their places by the follower at the end of each batch, sorted: half the work of one by
-- one. Every search reads what is gathered, so the list must never be long.
create index search_doc_words on search_doc using gin (desk_id, segment, words)
  with (fastupdate = on, gin_pending_list_limit = 1024);

create table search_desk (
  desk_id  bigint primary key,
  docs     bigint not null
);

-- The words of a desk and in how many messages each was counted: what a mistyped one may have meant, what a begun one
-- may become. In C, where a range of words is a prefix.
create table search_word (
  desk_id  bigint not null,
  word     text collate "C" not null,
  docs     bigint not null,
  primary key (desk_id, word)
) with (fillfactor = 70);
