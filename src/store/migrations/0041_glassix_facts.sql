-- How often calls of a webhook have failed since a first time, a day at most: where its format says after how many failures
-- a day the desk's admins are told. `told_at` is null until they are.
create table webhook_failure (
  desk_id     bigint not null,
  webhook_id  bigint not null,
  since       timestamptz not null,
  failures    integer not null,
  reason      text,
  told_at     timestamptz,
  primary key (desk_id, webhook_id)
);

-- What of a member only their colleagues see, and whether it is a person at all. A member without a row is an agent.
create table member_profile (
  desk_id    bigint not null,
  member_id  bigint not null,
  full_name  text,
  job_title  text,
  kind       text not null default 'agent' check (kind in ('agent', 'bot', 'api')),
  primary key (desk_id, member_id)
);
