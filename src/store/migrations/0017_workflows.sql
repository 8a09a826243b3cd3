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
