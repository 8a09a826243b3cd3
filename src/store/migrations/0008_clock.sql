-- When somebody works, what is promised by when, and who is given what.

create table business_hours (
  desk_id     bigint not null references desk,
  id          bigint not null,
  name        text not null,
  -- Those of departments that name none: at most one of a desk. Without any, a department is always open.
  is_default  boolean not null default false,
  -- IANA's name.
  time_zone   text not null,
  -- [{day, from, to}] and [{name, from, to, yearly}], as the API shows them (core/business-hours/schedule.ts).
  weekly      jsonb not null,
  holidays    jsonb not null default '[]',
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (desk_id, id)
);
create unique index business_hours_name on business_hours (desk_id, lower(name));
create unique index business_hours_default on business_hours (desk_id) where is_default;

alter table department
  add column business_hours_id bigint,
  -- Who its new tickets go to: nobody by themselves, or a member by turns, or the one with the fewest.
  add column assignment text not null default 'manual' check (assignment in ('manual', 'round_robin', 'least_loaded')),
  add foreign key (desk_id, business_hours_id) references business_hours;

-- Who may be given a department's tickets by `auto`. Without a row, every member of the desk.
create table department_member (
  desk_id        bigint not null,
  department_id  bigint not null,
  member_id      bigint not null,
  created_at     timestamptz not null default now(),
  primary key (desk_id, department_id, member_id),
  foreign key (desk_id, department_id) references department,
  foreign key (desk_id, member_id) references member
);

-- With so many open and pending tickets, a member is given no more by `auto`.
alter table member add column capacity integer check (capacity > 0);

-- pick_assignees() now takes the tickets' departments.
drop function if exists pick_assignees(bigint, integer);

create table sla_policy (
  desk_id         bigint not null references desk,
  id              bigint not null,
  name            text not null,
  -- The first whose conditions a ticket meets is its policy.
  position        integer not null default 0,
  -- A ticket has to be in one of each; null is any.
  departments     bigint[],
  types           bigint[],
  priorities      text[],
  -- {first_reply: {low: minutes, …}, next_reply, resolution}, each of them and each priority optional.
  targets         jsonb not null,
  -- `business`: minutes of the department's business hours; `wall`: of the clock on the wall.
  clock           text not null check (clock in ('business', 'wall')),
  -- When a warning is given: after so much of the target, or so long before its end; neither is never.
  warn_percent    integer,
  warn_minutes    integer,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  deleted_at      timestamptz,
  primary key (desk_id, id)
);
create unique index sla_policy_name on sla_policy (desk_id, lower(name)) where deleted_at is null;

-- A ticket's promises, one a kind. Kept by the follower `sla` and the ticking (core/sla/).
create table ticket_sla (
  desk_id         bigint not null,
  ticket_id       bigint not null,
  kind            text not null check (kind in ('first_reply', 'next_reply', 'resolution')),
  policy_id       bigint not null,
  -- Where its hours are.
  department_id   bigint not null,
  target_minutes  integer not null,
  clock           text not null,
  -- Minutes of the target after which a warning is given; null is never.
  warn_after      double precision,
  started_at      timestamptz not null,
  -- Minutes of the target used up by `running_since`; by now, where it is paused.
  used_minutes    double precision not null default 0,
  -- Null while it is paused or met.
  running_since   timestamptz,
  -- Null while it is paused; the moment that counted where it is met.
  due_at          timestamptz,
  warn_at         timestamptz,
  paused_at       timestamptz,
  warned_at       timestamptz,
  breached_at     timestamptz,
  met_at          timestamptz,
  -- When the ticking has something to say.
  next_at         timestamptz generated always as (
    case
      when running_since is null or breached_at is not null then null
      when warned_at is null then least(warn_at, due_at)
      else due_at
    end
  ) stored,
  primary key (desk_id, ticket_id, kind)
);
create index ticket_sla_next_at on ticket_sla (next_at) where next_at is not null;
-- Those that other business hours would move.
create index ticket_sla_business on ticket_sla (desk_id, department_id) where clock = 'business' and running_since is not null;
