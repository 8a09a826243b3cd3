-- Mail in: the addresses that mail comes to, how it gets here, and each mail as it came.

create table mailbox (
  desk_id            bigint not null,
  id                 bigint not null,
  name               text not null,
  -- One spelling (core/contacts/email.ts). The same address may be a mailbox of several desks: each gets the mail.
  address            text not null,
  -- How mail gets here. `smtp`: to our own listener, or by a pipe; `imap`: fetched; `http`: posted by a provider.
  kind               text not null check (kind in ('smtp', 'imap', 'http')),
  department_id      bigint,
  enabled            boolean not null default true,
  -- Whether a mail that a member forwarded is the customer's.
  detect_forwards    boolean not null default true,
  -- What becomes of a mail whose sender failed the checks: kept back, or filed and marked.
  unverified         text not null default 'mark' check (unverified in ('mark', 'quarantine')),
  -- Whose Authentication-Results (RFC 8601) are believed, where another server took the mail in; null for nobody's.
  authserv_id        text,
  -- imap
  host               text,
  port               integer,
  tls                text check (tls in ('implicit', 'starttls', 'none')),
  username           text,
  auth               text check (auth in ('password', 'oauth2')),
  -- Sealed (core/secrets.ts): the password, or what access tokens are got by.
  login_sealed       bytea,
  folder             text,
  after_store        text check (after_store in ('nothing', 'flag', 'move')),
  after_folder       text,
  -- Whether what was in the folder before is taken too.
  backlog            boolean,
  -- http
  provider           text check (provider in ('raw', 'mailgun', 'postmark', 'sendgrid', 'ses')),
  -- The secret in its address: its digest to find it by, and sealed, so that its owner can see the address again.
  secret_hash        bytea,
  secret_sealed      bytea,
  -- What the provider signs by, sealed.
  signing_sealed     bytea,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  primary key (desk_id, id),
  unique (desk_id, address)
);
create index mailbox_address on mailbox (address);
create index mailbox_secret on mailbox (secret_hash) where secret_hash is not null;

-- What is known of a mailbox at work: how far it was read, and whether that goes well. Apart from its settings, which
-- nobody locks by reading mail.
create table mailbox_state (
  desk_id         bigint not null,
  mailbox_id      bigint not null,
  -- How far the folder was read (RFC 9051, section 2.3.1.1): UIDs rise only within one uid_validity.
  uid_validity    bigint,
  last_uid        bigint not null default 0,
  -- Up to which one the mails were flagged or moved, where that is asked for.
  tidied_uid      bigint not null default 0,
  -- Mails that were fetched or imported, in all.
  fetched         bigint not null default 0,
  -- Of what came, what was here already, and what was sent away.
  repeats         bigint not null default 0,
  refused         bigint not null default 0,
  -- The first reading of a folder: how many mails it had, and how many are still to come.
  backlog_total   bigint,
  backlog_left    bigint,
  connected_at    timestamptz,
  failing_since   timestamptz,
  last_error      text,
  -- Who reads it now: one process at a time, for as long as it says so.
  holder          text,
  held_until      timestamptz,
  primary key (desk_id, mailbox_id)
);

-- Each mail as it came, a row a mailbox it came to. Its bytes are durable in the file store before the row is.
create table inbound_mail (
  desk_id         bigint not null,
  id              bigint not null,
  mailbox_id      bigint not null,
  -- `stored`: what becomes of it is not known yet.
  state           text not null check (state in ('stored', 'filed', 'joined', 'noted', 'quarantined')),
  -- Why, in words for the desk's people.
  reason          text,
  -- A mail to several mailboxes is one file.
  storage_key     text not null,
  size            bigint not null,
  sha256          bytea not null,
  -- As the mail has it, with its angle brackets off.
  message_id      text,
  -- {from, to, ip, helo, tls, via}
  envelope        jsonb not null,
  -- {spf, dkim, dmarc, arc, aligned_domain, source}; null where nobody checked.
  verdict         jsonb,
  -- What makes the same mail, had twice, one: null where nothing does.
  source_key      text,
  ticket_id       bigint,
  message_row_id  bigint,
  attempts        integer not null default 0,
  -- What went wrong at the last attempt.
  error           text,
  -- When it may be worked on next: whoever takes it puts that off for as long as it may take.
  due_at          timestamptz not null default now(),
  received_at     timestamptz not null default now(),
  decided_at      timestamptz,
  primary key (desk_id, id)
);
create unique index inbound_mail_source on inbound_mail (desk_id, mailbox_id, source_key);
create index inbound_mail_state on inbound_mail (desk_id, mailbox_id, state, id);
create index inbound_mail_due on inbound_mail (due_at) where state = 'stored';
create index inbound_mail_message on inbound_mail (desk_id, message_id);
create index inbound_mail_file on inbound_mail (storage_key);
