-- What tickets are to each other, and changes of many that can be taken back.

-- A row for each side, so that a ticket's links are read by its key. `kind` is what the other is to the ticket.
create table ticket_link (
  desk_id     bigint not null,
  ticket_id   bigint not null,
  other_id    bigint not null,
  kind        text not null check (kind in ('related', 'follow_up', 'duplicate', 'parent', 'child')),
  created_at  timestamptz not null default now(),
  primary key (desk_id, ticket_id, other_id)
);
create index ticket_link_other on ticket_link (desk_id, other_id);

-- A ticket that was merged into another. Its messages stay where they are and are shown with `root_id`: the last of a chain
-- of merges. The status and its times are those before the merge, for its undoing.
create table ticket_merge (
  desk_id        bigint not null,
  ticket_id      bigint not null,
  into_id        bigint not null,
  root_id        bigint not null,
  status         ticket_status not null,
  snoozed_until  timestamptz,
  resolved_at    timestamptz,
  closed_at      timestamptz,
  merged_at      timestamptz not null default now(),
  primary key (desk_id, ticket_id)
);
create index ticket_merge_root on ticket_merge (desk_id, root_id);
create index ticket_merge_into on ticket_merge (desk_id, into_id);

-- Which participants a ticket has because the requester of another was merged into it.
create table ticket_merge_participant (
  desk_id         bigint not null,
  ticket_id       bigint not null,
  participant_id  bigint not null,
  source_id       bigint not null,
  primary key (desk_id, ticket_id, participant_id)
);
create index ticket_merge_participant_source on ticket_merge_participant (desk_id, source_id);

-- Messages that went on as a ticket of their own; they stay where they were written.
create table ticket_split (
  desk_id     bigint not null,
  ticket_id   bigint not null,
  message_id  bigint not null,
  split_id    bigint not null,
  created_at  timestamptz not null default now(),
  primary key (desk_id, ticket_id, message_id)
);

-- What one request changed of many tickets, kept for a day so that it can be taken back.
create table bulk_change (
  desk_id     bigint not null,
  id          bigint not null,
  created_at  timestamptz not null default now(),
  undone_at   timestamptz,
  primary key (desk_id, id)
);
create index bulk_change_age on bulk_change using brin (created_at);
create table bulk_change_ticket (
  desk_id    bigint not null,
  bulk_id    bigint not null,
  ticket_id  bigint not null,
  changes    jsonb not null,
  primary key (desk_id, bulk_id, ticket_id)
);
create index bulk_change_ticket_id on bulk_change_ticket (desk_id, ticket_id);
