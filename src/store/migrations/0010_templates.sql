-- Texts with placeholders, and named workflows that use them.

-- `translations`: by culture, {"subject": …, "body": …} in place of those of the row.
create table template (
  desk_id        bigint not null,
  id             bigint not null,
  type           text not null check (type in ('reply', 'intervention')),
  identifier     text not null,
  name           text not null,
  format         text not null check (format in ('text', 'markdown', 'html')),
  subject        text not null,
  body           text not null,
  translations   jsonb not null default '{}',
  department_id  bigint,
  enabled        boolean not null default true,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  archived_at    timestamptz,
  primary key (desk_id, id)
);
create unique index template_identifier on template (desk_id, lower(identifier)) where archived_at is null;

-- `fields`: what is asked for before a run. `settings`: what a run sets on the ticket.
create table intervention (
  desk_id              bigint not null,
  id                   bigint not null,
  name                 text not null,
  title                text not null,
  enabled              boolean not null default true,
  fields               jsonb not null default '[]',
  private_template_id  bigint,
  public_template_id   bigint,
  settings             jsonb not null default '{}',
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  archived_at          timestamptz,
  primary key (desk_id, id)
);
create unique index intervention_name on intervention (desk_id, lower(name)) where archived_at is null;

-- `uid` is the caller's name for a run: the same one runs once.
create table intervention_run (
  desk_id             bigint not null,
  id                  bigint not null,
  intervention_id     bigint not null,
  ticket_id           bigint not null,
  uid                 text,
  data                jsonb not null,
  private_message_id  bigint,
  public_message_id   bigint,
  created_at          timestamptz not null,
  primary key (desk_id, id)
);
create unique index intervention_run_uid on intervention_run (desk_id, intervention_id, uid) where uid is not null;

-- Whom a run of an intervention is told. The secret that signs it is sealed (core/secrets.ts).
create table intervention_epilog (
  desk_id          bigint not null,
  intervention_id  bigint not null,
  url              text not null,
  timeout_seconds  smallint not null,
  secret           bytea not null,
  created_at       timestamptz not null,
  primary key (desk_id, intervention_id)
);
