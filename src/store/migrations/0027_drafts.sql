-- What is not sent yet: what somebody is writing, and what waits for its time.

-- `writer_id` is a member, or a credential that stands for none. `attachments` are uploads that stay while this does.
create table draft (
  desk_id      bigint not null,
  ticket_id    bigint not null,
  writer_id    bigint not null,
  content      jsonb not null,
  attachments  bigint[] not null default '{}',
  updated_at   timestamptz not null default now(),
  primary key (desk_id, ticket_id, writer_id)
);
create index draft_writer on draft (desk_id, writer_id, updated_at);

-- Who sends it: a member by any of their credentials, or one credential that stands for nobody. What was sent keeps its row
-- for a while, without its content, so that who comes too late to cancel it is told so.
create table scheduled_message (
  desk_id        bigint not null,
  id             bigint not null,
  ticket_id      bigint not null,
  member_id      bigint,
  credential_id  bigint,
  actor_kind     text not null,
  actor_name     text not null,
  state          text not null default 'scheduled' check (state in ('scheduled', 'sent', 'failed')),
  reason         text,
  content        jsonb not null,
  attachments    bigint[] not null default '{}',
  message_id     bigint,
  send_at        timestamptz not null,
  created_at     timestamptz not null default now(),
  primary key (desk_id, id)
);
create index scheduled_message_due on scheduled_message (send_at) where state = 'scheduled';
create index scheduled_message_ticket on scheduled_message (desk_id, ticket_id);
