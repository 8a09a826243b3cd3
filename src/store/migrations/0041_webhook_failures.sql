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
