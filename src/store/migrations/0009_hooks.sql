-- Intake hooks: addresses that form builders and CRMs send to, and what they sent.

create table hook (
  desk_id            bigint not null,
  id                 bigint not null,
  name               text not null,
  source             text not null,
  -- The secret in its address: its digest to find it by, and sealed, so that its owner can see the address again.
  secret_hash        bytea not null,
  secret_sealed      bytea not null,
  -- The provider's signing secret, sealed.
  signing_sealed     bytea,
  department_id      bigint,
  ticket_type_id     bigint,
  -- Whether a requester is told that their ticket was received. Anybody can type anybody's address into a form.
  notify_requester   boolean not null default false,
  defaults           jsonb not null default '{}',
  mapping            jsonb not null default '{}',
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  revoked_at         timestamptz,
  primary key (desk_id, id)
);
create index hook_secret on hook (secret_hash);

-- Each payload as it came, kept 30 days. It is written and durable before the sender is answered; `received` is one whose
-- outcome is not known yet, and which is picked up again until it is.
create table hook_delivery (
  desk_id        bigint not null,
  id             bigint not null,
  hook_id        bigint not null,
  -- What makes a repeat of it one: the provider's id, or a digest of the body. Null where it was refused.
  key            text,
  state          text not null,
  -- Why, in words for the hook's owner.
  detail         text,
  content_type   text,
  headers        jsonb not null,
  body           bytea not null,
  ticket_id      bigint,
  ticket_number  bigint,
  repeats        integer not null default 0,
  received_at    timestamptz not null default now(),
  processed_at   timestamptz,
  primary key (desk_id, id)
);
create unique index hook_delivery_key on hook_delivery (desk_id, hook_id, key);
create index hook_delivery_list on hook_delivery (desk_id, hook_id, id);
create index hook_delivery_state on hook_delivery (desk_id, hook_id, state, id);
create index hook_delivery_open on hook_delivery (received_at) where state = 'received';
create index hook_delivery_age on hook_delivery (received_at);
