-- What the named values of tickets may be, and where each ticket's events are.

create table field (
  desk_id         bigint not null references desk,
  id              bigint not null,
  key             text not null,
  label           text not null,
  kind            text not null check (kind in ('text', 'number', 'date', 'select', 'checkbox')),
  options         text[] not null default '{}',
  -- Null: for tickets of all departments, of all types.
  department_id   bigint,
  ticket_type_id  bigint,
  is_required     boolean not null default false,
  position        integer not null default 0,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (desk_id, id)
);
create unique index field_key on field (desk_id, key);

-- The event log has no index by ticket: each costs a creation. The follower `history` keeps this one beside it.
create table ticket_event (
  desk_id    bigint not null,
  ticket_id  bigint not null,
  id         bigint not null,
  xid        xid8 not null,
  primary key (desk_id, ticket_id, id)
);
