-- What few tickets have: tags (made on first use), participants besides the requester, attachments uploaded before.
-- Acts on the tickets that exist, so what belongs to a refused or repeated creation is left out.
create or replace function add_ticket_extras(p_desk bigint, p_extras json) returns void
language sql
set enable_seqscan = off
begin atomic
  with extra as materialized (
    select e.ticket_id, e.tags, t.status, t.updated_at
    from json_to_recordset(p_extras) as e (ticket_id bigint, tags json)
    cross join lateral (select status, updated_at from ticket where desk_id = p_desk and id = e.ticket_id limit 1) t
  ),
  wanted as materialized (
    select e.ticket_id, e.status, e.updated_at, g.id, g.name
    from extra e
    cross join json_to_recordset(e.tags) as g (id bigint, name text)
  ),
  made as (
    insert into tag (desk_id, id, name)
    select distinct on (name) p_desk, id, name from wanted order by name, id
    on conflict (desk_id, name) do nothing
    returning id, name
  )
  insert into ticket_tag (desk_id, ticket_id, tag_id, status, updated_at)
  select p_desk, w.ticket_id, coalesce(m.id, k.id), w.status, w.updated_at
  from wanted w
  left join made m using (name)
  left join lateral (select id from tag where desk_id = p_desk and name = w.name limit 1) k on true
  on conflict do nothing;

  insert into participant (desk_id, ticket_id, id, role, member_id, contact_id, name, email)
  select p_desk, e.ticket_id, g.id, g.role, g.member_id, y.contact_id, coalesce(g.name, ''), g.email
  from json_to_recordset(p_extras) as e (ticket_id bigint, participants json)
  cross join json_to_recordset(e.participants) as g (id bigint, role participant_role, member_id bigint, name text, email text)
  left join lateral (
    select contact_id from contact_identity where desk_id = p_desk and kind = 'email' and value = g.email limit 1
  ) y on true
  where exists (select from ticket where desk_id = p_desk and id = e.ticket_id);

  update attachment a set ticket_id = e.ticket_id, message_id = e.message_id
  from json_to_recordset(p_extras) as e (ticket_id bigint, message_id bigint, attachments json)
  cross join json_array_elements_text(e.attachments) as g (id)
  where a.desk_id = p_desk and a.id = g.id::bigint and a.ticket_id is null
    and exists (select from ticket where desk_id = p_desk and id = e.ticket_id);
end;
