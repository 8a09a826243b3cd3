-- Slack: where tickets are told of, and what comes back from there.
create type slack_connection_kind as enum ('app', 'incoming_webhook');

create table slack_connection (
  desk_id         bigint not null,
  id              bigint not null,
  name            text not null,
  kind            slack_connection_kind not null,
  is_enabled      boolean not null default true,
  -- Sealed: an app's bot token, or the whole URL of an incoming webhook.
  secret          bytea not null,
  -- Sealed: what Slack signs its requests with; null where nothing comes back.
  signing_secret  bytea,
  -- The last characters of the secret, for people to tell two apart.
  hint            text not null,
  -- The workspace of the token, learnt when it is first needed.
  team_id         text,
  -- What goes where: core/slack/route.ts.
  routes          json not null,
  ticket_url      text,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (desk_id, id)
);
-- Slack's own requests name the connection only.
create index slack_connection_id on slack_connection (id);

-- A ticket's thread in a channel. The event whose delivery posts its first message is chosen once; the rest goes under it.
create table slack_thread (
  desk_id        bigint not null,
  connection_id  bigint not null,
  channel        text not null,
  ticket_id      bigint not null,
  root_event_id  bigint not null,
  -- The first message's timestamp, which is its id within the channel; null until it is posted.
  ts             text,
  created_at     timestamptz not null default now(),
  primary key (desk_id, ticket_id, connection_id, channel)
);
create index slack_thread_ts on slack_thread (desk_id, connection_id, channel, ts);

-- What came in from Slack, each once: a button pressed, a reply in a thread.
create table slack_receipt (
  desk_id        bigint not null,
  connection_id  bigint not null,
  key            text not null,
  channel        text not null,
  -- Null once it is done.
  payload        json,
  answer         text,
  message_id     bigint,
  created_at     timestamptz not null default now(),
  done_at        timestamptz,
  primary key (desk_id, connection_id, key)
);
create index slack_receipt_message on slack_receipt (desk_id, message_id) where message_id is not null;
create index slack_receipt_age on slack_receipt using brin (created_at);

-- Who a Slack user is, as Slack said last.
create table slack_user (
  desk_id        bigint not null,
  connection_id  bigint not null,
  user_id        text not null,
  name           text not null,
  -- Null where it is not to be believed: a guest of another workspace, a bot, somebody who left.
  email          text,
  read_at        timestamptz not null,
  primary key (desk_id, connection_id, user_id)
);
