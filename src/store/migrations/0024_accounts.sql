-- Who signs in. An account is a person, who may be a member of several desks: these tables are global, and read and
-- written by better-auth, under names and columns of our own. No foreign keys: desks may be spread over machines.
create table auth_user (
  id                  bigint primary key,
  email               text not null,
  name                text not null,
  email_verified      boolean not null default false,
  image               text,
  two_factor_enabled  boolean not null default false,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now()
);
create unique index auth_user_email on auth_user (email);

create table auth_session (
  id              bigint primary key,
  user_id         bigint not null,
  -- Of no use by itself: the cookie has it with a signature by LODGE_SECRET.
  token           text not null,
  expires_at      timestamptz not null,
  ip_address      text,
  user_agent      text,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  last_seen_at    timestamptz not null default now(),
  -- What began by a desk's own sign-in provider is for that desk only.
  bound_desk_id   bigint,
  -- The desk that is served where the host names none.
  chosen_desk_id  bigint
);
create unique index auth_session_token on auth_session (token);
create index auth_session_user on auth_session (user_id);

-- How somebody proves who they are: a password (provider_id `credential`), or who they are at a sign-in provider.
create table auth_account (
  id                        bigint primary key,
  user_id                   bigint not null,
  account_id                text not null,
  provider_id               text not null,
  access_token              text,
  refresh_token             text,
  id_token                  text,
  access_token_expires_at   timestamptz,
  refresh_token_expires_at  timestamptz,
  scope                     text,
  password                  text,
  created_at                timestamptz not null default now(),
  updated_at                timestamptz not null default now()
);
create unique index auth_account_provider on auth_account (provider_id, account_id);
create index auth_account_user on auth_account (user_id);

-- What is under way: the state of a sign-in by a provider, a passkey's challenge, a second factor that is waited for.
create table auth_verification (
  id          bigint primary key,
  identifier  text not null,
  value       text not null,
  expires_at  timestamptz not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index auth_verification_identifier on auth_verification (identifier);
create index auth_verification_age on auth_verification (expires_at);

-- The secret and the backup codes are encrypted.
create table auth_two_factor (
  id                         bigint primary key,
  user_id                    bigint not null,
  secret                     text not null,
  backup_codes               text not null,
  verified                   boolean not null default true,
  failed_verification_count  integer not null default 0,
  locked_until               timestamptz
);
create index auth_two_factor_user on auth_two_factor (user_id);

create table auth_passkey (
  -- Text, since a browser names it: whatever it names is looked up.
  id             text primary key,
  user_id        bigint not null,
  name           text,
  public_key     text not null,
  credential_id  text not null,
  counter        bigint not null,
  device_type    text not null,
  backed_up      boolean not null,
  transports     text,
  aaguid         text,
  created_at     timestamptz
);
create index auth_passkey_user on auth_passkey (user_id);
create index auth_passkey_credential on auth_passkey (credential_id);

-- How often an account and an address tried to sign in lately; `key` is a digest of which.
create table auth_attempt (
  key       bytea primary key,
  attempts  integer not null,
  since     timestamptz not null
);
create index auth_attempt_age on auth_attempt (since);

-- A member is a person by this, never by an equal address.
alter table member add column user_id bigint;
create unique index member_user on member (desk_id, user_id) where user_id is not null;
-- Whose desks they are, before a desk is known.
create index member_of_user on member (user_id) where user_id is not null;
