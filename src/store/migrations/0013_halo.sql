-- Who files a ticket may be somebody only by their own word: a public key is in everybody's hands.

-- An address that somebody claimed and that is a known contact's: the contact that such tickets are filed under instead.
alter type identity_kind add value 'unverified_email';

alter table ticket add column requester_verified boolean not null default true;

-- Where the pages are that may use the desk's public keys; empty for anywhere.
alter table desk add column allowed_origins text[] not null default '{}';

-- What users' tokens are signed with (HS256), sealed.
create table identity_verification (
  desk_id     bigint primary key references desk,
  enabled     boolean not null,
  secret      bytea not null,
  hint        text not null,
  updated_at  timestamptz not null default now()
);

-- What contacts were seen doing, or nobody known yet under a session.
create table activity (
  desk_id     bigint not null,
  id          bigint not null,
  contact_id  bigint,
  session_id  text,
  type        text not null,
  element     text,
  page_url    text,
  metadata    jsonb,
  created_at  timestamptz not null default now(),
  primary key (desk_id, id)
);
create index activity_contact on activity (desk_id, contact_id, id) where contact_id is not null;
create index activity_session on activity (desk_id, session_id) where contact_id is null and session_id is not null;
create index activity_age on activity using brin (created_at);

-- It takes two more columns.
do $$
declare old regprocedure;
begin
  for old in select oid::regprocedure from pg_proc where proname = 'create_tickets' and pronamespace = 'public'::regnamespace loop
    execute format('drop function %s', old);
  end loop;
end
$$;
