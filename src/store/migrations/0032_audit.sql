-- What people did to a desk, in the order of the event log. Each row has the digest of the one before it in its own, so that
-- one that was changed, removed or put between shows (core/audit/verify.ts). No retention takes rows from here.
create table audit_entry (
  desk_id     bigint not null,
  seq         bigint not null,
  event_id    bigint not null,
  type        text not null,
  actor_kind  text not null,
  actor_id    bigint,
  actor_name  text,
  -- The text itself is what is digested: json keeps it as it was written, jsonb does not.
  data        json not null,
  created_at  timestamptz not null,
  previous    bytea not null,
  hash        bytea not null,
  primary key (desk_id, seq)
);
create index audit_entry_actor on audit_entry (desk_id, actor_id, seq) where actor_id is not null;
create index audit_entry_time on audit_entry (desk_id, created_at, seq);

-- The last row there is: so that the last ones cannot go unseen.
create table audit_head (
  desk_id  bigint primary key,
  seq      bigint not null,
  hash     bytea not null
);
