-- What more reports are made of, and the same in whole hours: a year of a busy desk is read from those, four times fewer.
-- Quarters of an hour remain for the hours in which a day of some time zone begins.

create table report_volume_hour (like report_volume including defaults including indexes);
create table report_agent_hour (like report_agent including defaults including indexes);

insert into report_volume_hour
select desk_id, date_trunc('hour', slot, 'UTC'), department_id, channel, sum(created), sum(received), sum(replied),
  sum(resolved), sum(reopened), sum(first_replies), sum(first_reply_seconds), sum(first_reply_15m), sum(first_reply_1h),
  sum(first_reply_4h), sum(first_reply_8h), sum(first_reply_1d), sum(first_reply_3d), sum(resolution_seconds),
  sum(resolution_15m), sum(resolution_1h), sum(resolution_4h), sum(resolution_8h), sum(resolution_1d), sum(resolution_3d)
from report_volume group by 1, 2, 3, 4;

insert into report_agent_hour
select desk_id, date_trunc('hour', slot, 'UTC'), member_id, sum(assigned), sum(replied), sum(noted), sum(resolved)
from report_agent group by 1, 2, 3;

-- Kept by the follower `report_outcomes`. `entered` and `departed` are tickets that became work to do and that ended to be
-- (resolved, closed, spam, or moved to another department); `agent_replies` and `ai_replies` are public. A rating that is
-- given anew is taken off the quarter it was given in.
create table report_outcome (
  desk_id               bigint not null,
  slot                  timestamptz not null,
  department_id         bigint not null,
  channel               text not null,
  entered               bigint not null default 0,
  departed              bigint not null default 0,
  agent_replies         bigint not null default 0,
  ai_replies            bigint not null default 0,
  rated_1               bigint not null default 0,
  rated_2               bigint not null default 0,
  rated_3               bigint not null default 0,
  rated_4               bigint not null default 0,
  rated_5               bigint not null default 0,
  first_reply_met       bigint not null default 0,
  first_reply_breached  bigint not null default 0,
  next_reply_met        bigint not null default 0,
  next_reply_breached   bigint not null default 0,
  resolution_met        bigint not null default 0,
  resolution_breached   bigint not null default 0,
  primary key (desk_id, slot, department_id, channel)
);
create table report_outcome_hour (like report_outcome including defaults including indexes);

-- By what a ticket says of where it is from.
create table report_source (
  desk_id        bigint not null,
  slot           timestamptz not null,
  department_id  bigint not null,
  channel        text not null,
  source         text not null,
  created        bigint not null default 0,
  received       bigint not null default 0,
  replied        bigint not null default 0,
  resolved       bigint not null default 0,
  reopened       bigint not null default 0,
  primary key (desk_id, slot, department_id, channel, source)
);
create table report_source_hour (like report_source including defaults including indexes);

-- By how tickets were resolved, where that was said. A correction takes off what it corrects when it is made.
create table report_category (
  desk_id        bigint not null,
  slot           timestamptz not null,
  department_id  bigint not null,
  category_id    bigint not null,
  resolved       bigint not null default 0,
  primary key (desk_id, slot, department_id, category_id)
);
create table report_category_hour (like report_category including defaults including indexes);

-- How many tickets are work to do now, all that was counted of `entered` and `departed`: the past is counted back from it.
create table report_backlog (
  desk_id        bigint not null,
  department_id  bigint not null,
  channel        text not null,
  tickets        bigint not null default 0,
  primary key (desk_id, department_id, channel)
);
