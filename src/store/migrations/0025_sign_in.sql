-- Links that let somebody in once. A link's token is a MAC over the row's random nonce: it is stored nowhere.
create table invitation (
  desk_id      bigint not null references desk,
  id           bigint not null,
  email        text not null,
  name         text,
  role         text not null check (role in ('owner', 'admin', 'agent', 'light_agent')),
  departments  bigint[] not null default '{}',
  nonce        bytea not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  accepted_at  timestamptz,
  revoked_at   timestamptz,
  primary key (desk_id, id)
);

create table sign_in_link (
  desk_id     bigint not null,
  id          bigint not null,
  kind        text not null check (kind in ('sign_in', 'password_reset')),
  member_id   bigint not null,
  nonce       bytea not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  primary key (desk_id, id),
  foreign key (desk_id, member_id) references member
);

-- OpenID Connect providers by which a desk's members sign in. The client's secret is encrypted.
create table sign_in_provider (
  desk_id          bigint not null references desk,
  id               bigint not null,
  name             text not null,
  issuer           text not null,
  client_id        text not null,
  client_secret    bytea not null,
  allowed_domains  text[] not null,
  auto_join_role   text check (auto_join_role in ('agent', 'light_agent')),
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  primary key (desk_id, id)
);

create table member_preferences (
  desk_id      bigint not null,
  member_id    bigint not null,
  preferences  jsonb not null,
  primary key (desk_id, member_id),
  foreign key (desk_id, member_id) references member
);
