-- What a member should know of, kept by the follower `notifications`. `id` is the event's: seen twice, it is told once.
create table notification (
  desk_id     bigint not null,
  member_id   bigint not null,
  id          bigint not null,
  kind        text not null check (kind in ('mention', 'assignment', 'reply', 'not_sent')),
  ticket_id   bigint not null,
  message_id  bigint,
  -- Who did it, where that is no message's author: a member, where it is one.
  by_id       bigint,
  created_at  timestamptz not null,
  read_at     timestamptz,
  primary key (desk_id, member_id, id)
);
create index notification_unread on notification (desk_id, member_id) where read_at is null;
create index notification_ticket on notification (desk_id, ticket_id);

-- Of what happened before there were notifications, nobody is told now.
insert into follower_cursor (name, xid, id)
select 'notifications', xid, id from event order by xid desc, id desc limit 1;
