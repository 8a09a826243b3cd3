-- What few tickets have: tags (made on first use), participants besides the requester, attachments uploaded before, and
-- what is known of the mail they came by, whose row says from the same commit on what became of it, and that webhooks are
-- told nothing of them.
-- Acts on the tickets that exist, so what belongs to a refused or repeated creation is left out.
--
-- What none of them has costs nothing but a look: the tickets of a flood of mails have none of it.
--
-- Raises LG404 where an upload is not there, or was taken by another ticket since it was looked at; its DETAIL is the id.
create or replace function add_ticket_extras(p_desk bigint, p_extras json) returns void
language plpgsql
set enable_seqscan = off
as $$
declare
  lost text;
  some_tags boolean;
  some_participants boolean;
  some_quiet boolean;
  some_mail boolean;
  some_attachments boolean;
begin
  select
    bool_or(json_array_length(e.tags) > 0), bool_or(json_array_length(e.participants) > 0), bool_or(e.quiet),
    bool_or(e.mail is not null), bool_or(json_array_length(e.attachments) > 0)
  into some_tags, some_participants, some_quiet, some_mail, some_attachments
  from json_to_recordset(p_extras) as e (tags json, participants json, quiet boolean, mail json, attachments json);

  if some_tags then
    insert into tag (desk_id, id, name)
    select distinct on (g.name) p_desk, g.id, g.name
    from json_to_recordset(p_extras) as e (ticket_id bigint, tags json)
    cross join json_to_recordset(e.tags) as g (id bigint, name text)
    where exists (select from ticket where desk_id = p_desk and id = e.ticket_id)
    order by g.name, g.id
    on conflict (desk_id, name) do nothing;

    -- A statement of its own: a tag that another transaction made a moment ago is in the way of the first, and seen by this.
    insert into ticket_tag (desk_id, ticket_id, tag_id, status, updated_at)
    select p_desk, e.ticket_id, k.id, t.status, t.updated_at
    from json_to_recordset(p_extras) as e (ticket_id bigint, tags json)
    cross join lateral (select status, updated_at from ticket where desk_id = p_desk and id = e.ticket_id limit 1) t
    cross join json_to_recordset(e.tags) as g (name text)
    cross join lateral (select id from tag where desk_id = p_desk and name = g.name limit 1) k
    on conflict do nothing;
  end if;

  if some_participants then
    insert into participant (desk_id, ticket_id, id, role, member_id, contact_id, name, email)
    select p_desk, e.ticket_id, g.id, g.role, g.member_id, y.contact_id, coalesce(g.name, ''), g.email
    from json_to_recordset(p_extras) as e (ticket_id bigint, participants json)
    cross join json_to_recordset(e.participants) as g (id bigint, role participant_role, member_id bigint, name text, email text)
    left join lateral (
      select contact_id from contact_identity where desk_id = p_desk and kind = 'email' and value = g.email limit 1
    ) y on true
    where exists (select from ticket where desk_id = p_desk and id = e.ticket_id);
  end if;

  if some_quiet then
    insert into ticket_quiet (desk_id, ticket_id)
    select p_desk, e.ticket_id
    from json_to_recordset(p_extras) as e (ticket_id bigint, quiet boolean)
    where e.quiet and exists (select from ticket where desk_id = p_desk and id = e.ticket_id);
  end if;

  if some_mail then
    with mailed as materialized (
      select e.ticket_id, e.message_id, m.*
      from json_to_recordset(p_extras) as e (ticket_id bigint, message_id bigint, mail json)
      cross join lateral json_to_record(e.mail) as m (
        inbound_mail_id bigint, mail_id text, is_public boolean, shown json, quoted_text text, quoted_html text,
        signature text, content_digest text
      )
      where e.mail is not null and exists (select from ticket where desk_id = p_desk and id = e.ticket_id)
    ),
    kept as (
      insert into message_mail (
        desk_id, ticket_id, message_id, inbound_mail_id, mail_id, is_public, shown, quoted_text, quoted_html, signature
      )
      select p_desk, ticket_id, message_id, inbound_mail_id, mail_id, is_public, shown, quoted_text, quoted_html, signature
      from mailed
    )
    update inbound_mail i
    set state = 'filed', ticket_id = m.ticket_id, message_row_id = m.message_id, reason = null, cause = null, error = null,
      content_digest = decode(m.content_digest, 'hex'), decided_at = now()
    from mailed m
    where i.desk_id = p_desk and i.id = m.inbound_mail_id and i.state = 'stored';
  end if;

  if some_attachments then
    with wanted as materialized (
      select e.ticket_id, e.message_id, g.id::bigint as id
      from json_to_recordset(p_extras) as e (ticket_id bigint, message_id bigint, attachments json)
      cross join json_array_elements_text(e.attachments) as g (id)
      where exists (select from ticket where desk_id = p_desk and id = e.ticket_id)
    ),
    taken as (
      update attachment a set ticket_id = w.ticket_id, message_id = w.message_id
      from wanted w
      where a.desk_id = p_desk and a.id = w.id and a.ticket_id is null and a.message_id is null
      returning a.id, a.ticket_id
    )
    select w.id into lost
    from wanted w
    where not exists (select from taken t where t.id = w.id and t.ticket_id = w.ticket_id)
    order by w.id
    limit 1;
  end if;
  if lost is not null then
    raise exception 'an upload is not there, or is taken already' using errcode = 'LG404', detail = lost;
  end if;
end
$$;
