-- Whom a message was for when it was written, whoever takes part by now. `place` is the order in which they were named.
create table message_recipient (
  desk_id     bigint not null,
  ticket_id   bigint not null,
  message_id  bigint not null,
  place       smallint not null,
  kind        text not null check (kind in ('to', 'cc', 'bcc')),
  email       text not null,
  name        text not null,
  primary key (desk_id, ticket_id, message_id, place)
);
-- For the erasure of a person, and to know whom a ticket was written to before.
create index message_recipient_email on message_recipient (desk_id, lower(email));
