-- What people who serve customers have at hand.

-- Texts to answer with, in an agent's own hand: shared, or one member's own.
create table canned_reply (
  desk_id        bigint not null references desk,
  id             bigint not null,
  title          text not null,
  category       text not null default '',
  subcategory    text not null default '',
  format         body_format not null,
  -- As its author wrote it; html is sanitised.
  body           text not null,
  -- Who it is for; null for all.
  department_id  bigint,
  -- Whose own it is; null where it is shared.
  member_id      bigint,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (desk_id, id),
  foreign key (desk_id, department_id) references department,
  foreign key (desk_id, member_id) references member
);
create index canned_reply_title on canned_reply (desk_id, lower(title), id);
