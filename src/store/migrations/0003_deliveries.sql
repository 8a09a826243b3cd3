-- What leaves: each delivery is one event for one target, and walks pending > sending > sent | failed.
create type delivery_channel as enum ('webhook', 'mail', 'slack');
create type delivery_state as enum ('pending', 'sending', 'sent', 'failed');

create table delivery (
  desk_id      bigint not null,
  id           bigint not null,
  channel      delivery_channel not null,
  -- Who gets it: an endpoint, an address and the kind of mail, a room. Once an event and target.
  target       text not null,
  -- What is slow, dead and paused together: an endpoint, a mail server, a workspace.
  lane         text not null,
  event_xid    xid8 not null,
  event_id     bigint not null,
  event_type   text not null,
  ticket_id    bigint,
  data         json not null,
  state        delivery_state not null default 'pending',
  -- pending: when it is tried next. sending: when its sender is taken for dead, unless it says otherwise before.
  due_at       timestamptz not null,
  attempts     integer not null default 0,
  -- Attempts since it was made or replayed: the place in the schedule.
  tries        smallint not null default 0,
  -- This attempt has come to where its receiver may have it; an earlier one had, and nobody knows how that ended.
  handed_over  boolean not null default false,
  uncertain    boolean not null default false,
  -- How the last attempt ended.
  permanent    boolean,
  reason       text,
  status       smallint,
  detail       text,
  created_at   timestamptz not null,
  finished_at  timestamptz,
  primary key (desk_id, id)
);
create unique index delivery_once on delivery (desk_id, event_id, target);
create index delivery_due on delivery (desk_id, channel, lane, due_at) where state = 'pending';
create index delivery_leased on delivery (due_at) where state = 'sending';
create index delivery_failed on delivery (desk_id, id) where state = 'failed';
create index delivery_lane_log on delivery (desk_id, lane, id);
create index delivery_ticket on delivery (desk_id, ticket_id, id) where ticket_id is not null;
create index delivery_age on delivery using brin (created_at);

create table delivery_attempt (
  desk_id      bigint not null,
  delivery_id  bigint not null,
  attempt      integer not null,
  started_at   timestamptz not null,
  took_ms      integer not null,
  ok           boolean not null,
  permanent    boolean not null,
  reason       text,
  status       smallint,
  detail       text,
  primary key (desk_id, delivery_id, attempt)
);

create table delivery_lane (
  desk_id        bigint not null,
  channel        delivery_channel not null,
  lane           text not null,
  -- What people call it.
  name           text not null,
  -- Since when nothing got through; null where the last attempt did.
  failing_since  timestamptz,
  -- What the receiver asked for: nothing before that.
  resting_until  timestamptz,
  paused_at      timestamptz,
  reason         text,
  primary key (desk_id, channel, lane)
);

-- What happened before there were deliveries is not delivered.
insert into follower_cursor (name, xid) values ('deliveries', pg_snapshot_xmin(pg_current_snapshot()));
