-- What templates are kept and told apart by; what interventions do after they were filed; how tickets were resolved.

alter table template drop constraint template_type_check;
alter table template
  add constraint template_type check (type in ('reply', 'email', 'notification', 'intervention', 'faq')),
  add column suppress_notification boolean not null default false,
  add column category text not null default '',
  add column subcategory text not null default '',
  -- The number of the version that its texts are.
  add column version integer not null default 1,
  -- Texts that are worked on and not used yet: {format, subject, body, translations, updated_at}.
  add column draft jsonb;

-- Every text that a template had: a row each time it was published. `author` is who did.
create table template_version (
  desk_id       bigint not null,
  template_id   bigint not null,
  version       integer not null,
  format        text not null,
  subject       text not null,
  body          text not null,
  translations  jsonb not null,
  author        text not null,
  created_at    timestamptz not null,
  primary key (desk_id, template_id, version)
);
insert into template_version
select desk_id, id, 1, format, subject, body, translations, '', updated_at from template;

alter table intervention
  add column final_template_id bigint,
  -- Interventions that follow on the same ticket, by id, in order.
  add column steps jsonb not null default '[]';

-- Where there is no URL nobody is told, and a run waits for its confirmation.
alter table intervention_epilog alter column url drop not null;

-- pending: its fields are to be filled in. submitted: they were. confirmed: the remote system said so.
-- `answers`: the fields' values. `remote`: what the remote system confirmed it with. A step of another run names that one
-- and its own place there, from 0.
alter table intervention_run
  add column state text not null default 'submitted' check (state in ('pending', 'submitted', 'confirmed')),
  add column answers jsonb not null default '{}',
  add column final_message_id bigint,
  add column remote jsonb,
  add column root_id bigint,
  add column step integer,
  add column submitted_at timestamptz,
  add column confirmed_at timestamptz;
update intervention_run set submitted_at = created_at;
create index intervention_run_ticket on intervention_run (desk_id, ticket_id, id);

-- Credentials that confirm the runs of one intervention.
create table intervention_token (
  desk_id          bigint not null,
  credential_id    bigint not null,
  intervention_id  bigint not null,
  primary key (desk_id, credential_id)
);

-- How tickets can have been resolved, in an order.
create table resolution_category (
  desk_id     bigint not null,
  id          bigint not null,
  name        text not null,
  color       text,
  position    integer not null,
  created_at  timestamptz not null default now(),
  deleted_at  timestamptz,
  primary key (desk_id, id)
);
create unique index resolution_category_name on resolution_category (desk_id, lower(name)) where deleted_at is null;

-- How a ticket was resolved when it last was: one of before the ticket was resolved again says nothing any more.
create table ticket_resolution (
  desk_id      bigint not null,
  ticket_id    bigint not null,
  category_id  bigint not null,
  set_at       timestamptz not null,
  primary key (desk_id, ticket_id)
);
create index ticket_resolution_category on ticket_resolution (desk_id, category_id);
