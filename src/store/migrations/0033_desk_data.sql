-- What a desk keeps for how long, and whom it erased.

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
