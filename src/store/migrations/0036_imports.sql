-- Files that were sent to be taken in, and how far that is. `storage_key` is null once the file is deleted: when the import
-- ended. `read_bytes` and `place` say where to go on after a crash; errors name a place and a code, never what stood there.
create table import (
  desk_id         bigint not null,
  id              bigint not null,
  kind            text not null check (kind in ('mbox', 'contacts')),
  name            text not null,
  mailbox_id      bigint check ((mailbox_id is not null) = (kind = 'mbox')),
  mail_max_bytes  integer not null,
  state           text not null default 'waiting'
                    check (state in ('waiting', 'running', 'finished', 'failed', 'cancelled')),
  reason          text,
  storage_key     text,
  size            bigint not null,
  read_bytes      bigint not null default 0,
  place           integer not null default 0,
  seen            integer not null default 0,
  created         integer not null default 0,
  updated         integer not null default 0,
  known           integer not null default 0,
  failed          integer not null default 0,
  errors          jsonb not null default '[]',
  created_at      timestamptz not null default now(),
  ended_at        timestamptz,
  primary key (desk_id, id)
);
