-- Creates a group of tickets of one desk in one round trip: the only statement that makes a ticket.
--
-- Arguments are columns, one array each: PostgreSQL reads an array four times faster than the same rows as JSON. A column
-- that no ticket of the group uses is null as a whole.
--   r_*  the distinct requesters. No two of them share an external id or an address (the intake puts such tickets in
--        different groups), so each is a contact of its own. r_claimed: nobody vouches that the address is theirs.
--   t_*  the tickets; t_place is 1, 2, 3 ..., t_requester says whose it is (from 1), t_auto is 1, 2 ... where an assignee is to be found.
--   m_*  their first messages.
--   e_*  their events. e_ticket and e_message are the snapshot's JSON from behind what is only known here: the number,
--        the requester, an assignee that is to be found; the author. One text each, the tickets' parts joined by U+001E: a
--        JSON text is full of what an array would have to quote.
--   k_*  their idempotency keys.
--   p_extras  tags, participants and attachments, for add_ticket_extras().
--
-- Answers one row a ticket, in order, with the assignee that was found for it: `created`; `blocked` (nothing but an event is
-- written, in the time a creation takes, so that timing does not tell who is blocked); `key_used` (the key has an answer
-- already; nothing is written).
create or replace function create_tickets(
  p_desk bigint,
  r_id bigint[], r_external_id text[], r_email text[], r_name text[], r_claimed boolean[],
  t_place bigint[], t_requester integer[], t_id bigint[], t_subject text[], t_status ticket_status[], t_priority ticket_priority[],
  t_department bigint[], t_type bigint[], t_assignee bigint[], t_auto integer[], t_credential bigint[], t_channel text[],
  t_source text[], t_culture text[], t_external_ref text[], t_fields jsonb[], t_metadata jsonb[], t_created timestamptz[],
  t_opened timestamptz[], t_snoozed timestamptz[], t_resolved timestamptz[], t_closed timestamptz[], t_verified boolean[],
  m_id bigint[], m_public boolean[], m_format body_format[], m_text text[], m_html text[], m_markdown text[],
  e_id bigint[], e_actor_kind text[], e_actor bigint[], e_ticket text, e_message text,
  k_key text[], k_hash text[],
  p_extras json
)
returns table (
  outcome text, number bigint, assignee json, contact_id bigint, contact_name text, contact_email text,
  contact_external_id text, contact_created boolean
)
language plpgsql
-- Plans are made once a connection, maybe while the tables are empty: they must be right when these are full. So every
-- look-up is a lateral one by its whole key, and no table is scanned.
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  -- By requester: who it is, and what is written of them.
  person bigint[]; is_new boolean[]; is_blocked boolean[];
  person_name text[]; person_email text[]; person_external_id text[];
  adds_email boolean[]; adds_external_id boolean[]; adds_name boolean[]; adds_claim boolean[]; enriches boolean;
  -- Whether they get a ticket; as the event shows them, and as the author of its message.
  is_let_in boolean[] := array_fill(true, array[cardinality(r_id)]);
  requester_json text[]; author_json text[];
  -- By ticket.
  used boolean[] := array_fill(false, array[cardinality(t_id)]);
  place bigint[] := t_place;
  assignee bigint[] := t_assignee;
  -- Of those for whom one is to be found.
  auto_place integer[];
  assignees bigint[];
  assignee_json text[];
  before bigint;
  added bigint;
begin
  -- From here on this desk's numbers and contacts are ours until commit, and the statements below see all before us.
  update desk_counter set ticket_number = ticket_number + cardinality(t_id) where desk_id = p_desk
  returning ticket_number - cardinality(t_id) into before;
  if not found then
    raise exception 'no desk %', p_desk;
  end if;

  -- By external id, else by email, else new. An address or external id is added to a known contact only where nobody has
  -- it; a name fills an empty one. An address that is only claimed never leads to a contact with an external id: without
  -- one of its own, the ticket goes to the contact that keeps what comes under that address unverified.
  select
    array_agg(coalesce(k.id, q.id)), array_agg(k.id is null), array_agg(coalesce(b.found, false)),
    array_agg(coalesce(nullif(k.name, ''), q.name, '')),
    array_agg(coalesce(k.email, case when e.contact_id is null or c.goes_aside then q.email end)),
    array_agg(coalesce(k.external_id, q.external_id)),
    array_agg(q.email is not null and e.contact_id is null),
    array_agg(q.external_id is not null and x.contact_id is null and k.external_id is null),
    array_agg(k.name = '' and q.name is not null),
    array_agg(coalesce(c.goes_aside and u.contact_id is null, false)),
    bool_or(k.id is not null and (
      (q.email is not null and e.contact_id is null) or (k.external_id is null and q.external_id is not null)
      or (k.name = '' and q.name is not null)
    ))
  into person, is_new, is_blocked, person_name, person_email, person_external_id, adds_email, adds_external_id, adds_name,
    adds_claim, enriches
  from unnest(r_id, r_external_id, r_email, r_name, r_claimed) as q (id, external_id, email, name, claimed)
  left join lateral (
    select contact_id from contact_identity where desk_id = p_desk and kind = 'external_id' and value = q.external_id limit 1
  ) x on true
  left join lateral (
    select contact_id from contact_identity where desk_id = p_desk and kind = 'email' and value = q.email limit 1
  ) e on true
  left join lateral (
    select q.external_id is null as goes_aside from contact
    where q.claimed and x.contact_id is null and desk_id = p_desk and id = e.contact_id and external_id is not null limit 1
  ) c on true
  left join lateral (
    select contact_id from contact_identity
    where c.goes_aside and desk_id = p_desk and kind = 'unverified_email' and value = q.email limit 1
  ) u on true
  left join lateral (
    select id, name, email, external_id from contact
    where desk_id = p_desk and id = coalesce(x.contact_id, case when c.goes_aside is null then e.contact_id else u.contact_id end)
      and (c.goes_aside is null or external_id is null) limit 1
  ) k on true
  left join lateral (
    select true as found from blocklist
    where desk_id = p_desk and value in (q.email, split_part(q.email, '@', 2), k.email, split_part(k.email, '@', 2))
    limit 1
  ) b on true;

  -- Two requesters that share nothing may be one known contact: one names its external id, the other its address. What it
  -- lacks it gets from the first who is let in, so that all of them agree on who it is.
  if false = any (is_new) and (select count(distinct p) from unnest(person) p) < cardinality(person) then
    with them as (
      select * from unnest(person, is_blocked, person_name, person_email, person_external_id, adds_external_id)
        with ordinality as q (id, is_blocked, name, email, external_id, adds_external_id, r)
    )
    select
      array_agg(coalesce((
        select o.name from them o where o.id = q.id and not o.is_blocked and o.name <> '' order by o.r limit 1
      ), q.name) order by q.r),
      array_agg(coalesce((
        select o.email from them o where o.id = q.id and not o.is_blocked and o.email is not null order by o.r limit 1
      ), q.email) order by q.r),
      array_agg(coalesce((
        select o.external_id from them o where o.id = q.id and not o.is_blocked and o.external_id is not null order by o.r limit 1
      ), q.external_id) order by q.r),
      array_agg(q.adds_external_id and not exists (
        select from them o where o.id = q.id and not o.is_blocked and o.adds_external_id and o.r < q.r
      ) order by q.r)
    into person_name, person_email, person_external_id, adds_external_id
    from them q;
  end if;

  if k_key is not null then
    with wanted as (
      select ord, credential, key, hash, event
      from unnest(t_credential, k_key, k_hash, e_id) with ordinality as k (credential, key, hash, event, ord)
      where key is not null
    ), taken as (
      insert into idempotency_key (desk_id, credential_id, key, request_hash, event_xid, event_id)
      select p_desk, coalesce(credential, 0), key, decode(hash, 'hex'), pg_current_xact_id(), event from wanted
      on conflict do nothing
      returning event_id
    )
    select array_agg(key is not null and not exists (select from taken where event_id = w.event) order by t.ord)
    into used
    from unnest(k_key) with ordinality as t (key, ord)
    left join wanted w using (ord, key);
  end if;

  -- Its place among the tickets made, from 1; null where none is made.
  if true = any (is_blocked) or true = any (used) then
    select array_agg(case when is_made then n end), max(n)
    into place, added
    from (
      select is_made, sum(is_made::integer) over (rows unbounded preceding) as n
      from (
        select not is_blocked[r] and not u as is_made from unnest(t_requester, used) as t (r, u)
      ) decided
    ) counted;
    update desk_counter set ticket_number = before + added where desk_id = p_desk;
    is_let_in := (
      select array_agg(exists (select from unnest(t_requester, place) as t (r, place) where t.r = q.r and t.place is not null) order by q.r)
      from generate_subscripts(r_id, 1) as q (r)
    );
  end if;

  if t_auto is not null then
    -- Counted among the tickets made: a refused one is nobody's work.
    auto_place := (
      select array_agg(case when a is not null and place is not null then n end)
      from (
        select a, place, sum((a is not null and place is not null)::integer) over (rows unbounded preceding)::integer as n
        from unnest(t_auto, place) as t (a, place)
      ) counted
    );
    assignees := pick_assignees(p_desk, (
      select coalesce(array_agg(d order by a), '{}') from unnest(t_department, auto_place) as t (d, a) where a is not null
    ));
    assignee := (select array_agg(coalesce(g, assignees[a])) from unnest(t_assignee, auto_place) as t (g, a));
    -- Looked up once a ticket, for both its event and its answer: each look-up is a tenth of what a creation costs.
    assignee_json := (
      select array_agg(m.shown order by t.ord)
      from unnest(auto_place) with ordinality as t (a, ord)
      left join lateral (
        select json_build_object('id', m.id::text, 'name', m.name, 'email', m.email)::text as shown
        from member m where m.desk_id = p_desk and m.id = assignees[t.a] limit 1
      ) m on true
    );
  end if;

  -- The contacts of requesters who got a ticket.
  if true = any (is_new) then
    insert into contact (desk_id, id, external_id, email, name)
    select p_desk, q.id, q.external_id, q.email, q.name
    from unnest(person, is_new, is_let_in, person_external_id, person_email, person_name)
      as q (id, is_new, is_let_in, external_id, email, name)
    where q.is_new and q.is_let_in;
  end if;
  if true = any (adds_email) or true = any (adds_external_id) or true = any (adds_claim) then
    insert into contact_identity (desk_id, kind, value, contact_id)
    select p_desk, i.kind, i.value, q.id
    from unnest(person, is_let_in, adds_email, adds_external_id, adds_claim, r_email, r_external_id)
      as q (id, is_let_in, adds_email, adds_external_id, adds_claim, email, external_id)
    cross join lateral (
      values ('email'::identity_kind, q.email, q.adds_email), ('external_id', q.external_id, q.adds_external_id),
        ('unverified_email', q.email, q.adds_claim)
    ) as i (kind, value, is_added)
    where i.is_added and q.is_let_in;
  end if;
  if enriches then
    update contact c set name = q.name, email = q.email, external_id = q.external_id, updated_at = now()
    from unnest(person, is_new, person_name, person_email, person_external_id) with ordinality
      as q (id, is_new, name, email, external_id, r)
    where c.desk_id = p_desk and c.id = q.id and not q.is_new
      and (adds_email[q.r] or adds_external_id[q.r] or adds_name[q.r]) and is_let_in[q.r];
  end if;

  insert into ticket (
    desk_id, id, number, subject, status, priority, department_id, ticket_type_id, contact_id, assignee_id,
    credential_id, channel, source, culture, external_ref, fields, metadata, opened_at, snoozed_until, resolved_at,
    closed_at, requester_verified, last_message_at, created_at, updated_at
  )
  select
    p_desk, t.id, before + t.place, t.subject, t.status, t.priority, t.department, t.type, person[t.r], t.assignee,
    t.credential, t.channel, t.source, t.culture, t.external_ref, t.fields, t.metadata, coalesce(t.opened, t.created),
    t.snoozed, t.resolved, t.closed, coalesce(t.verified, true), t.created, t.created, t.created
  from unnest(
    t_id, place, t_subject, t_status, t_priority, t_department, t_type, t_requester, assignee, t_credential, t_channel,
    t_source, t_culture, t_external_ref, t_fields, t_metadata, t_opened, t_snoozed, t_resolved, t_closed, t_verified,
    t_created
  ) as t (
    id, place, subject, status, priority, department, type, r, assignee, credential, channel, source, culture,
    external_ref, fields, metadata, opened, snoozed, resolved, closed, verified, created
  )
  where t.place is not null;

  insert into message (desk_id, ticket_id, id, author_kind, author_id, is_public, format, text, html, markdown, created_at)
  select p_desk, m.ticket, m.id, 'contact', person[m.r], m.public, m.format, m.text, m.html, m.markdown, m.created
  from unnest(t_id, place, t_requester, m_id, m_public, m_format, m_text, m_html, m_markdown, t_created)
    as m (ticket, place, r, id, public, format, text, html, markdown, created)
  where m.place is not null;

  select
    array_agg(concat(
      '{"id":', shown.id, ',"external_id":', coalesce(to_json(q.external_id)::text, 'null'),
      ',"email":', coalesce(to_json(q.email)::text, 'null'), ',"name":', shown.name, '}'
    )),
    array_agg(concat('{"kind":"contact","id":', shown.id, ',"name":', shown.name, '}'))
  into requester_json, author_json
  from unnest(person, is_new, is_let_in, person_external_id, person_email, person_name)
    as q (id, is_new, is_let_in, external_id, email, name)
  cross join lateral (
    select case when q.is_let_in or not q.is_new then concat('"', q.id, '"') else 'null' end as id, to_json(q.name)::text as name
  ) shown;

  -- A blocked one leaves an event too, so that an owner can see what was kept out.
  insert into event (desk_id, id, type, ticket_id, actor_kind, actor_id, data, created_at)
  select
    p_desk, e.id, case when e.place is null then 'ticket.blocked' else 'ticket.created' end,
    case when e.place is not null then e.ticket end, e.actor_kind, e.actor,
    (concat(
      '{"contact_created":', (is_new[e.r] and e.place is not null)::text,
      ',"ticket":{"number":', coalesce((before + e.place)::text, 'null'),
      ',"requester":', requester_json[e.r],
      case when e.auto is not null then concat(',"assignee":', coalesce(e.assignee, 'null')) end,
      ',', e.ticket_tail,
      ',"message":{"author":', author_json[e.r],
      ',', e.message_tail
    ))::json,
    e.created
  from unnest(
    e_id, place, used, t_requester, t_id, t_auto, assignee_json, e_actor_kind, e_actor, string_to_array(e_ticket, e'\x1e'),
    string_to_array(e_message, e'\x1e'), t_created
  ) as e (id, place, used, r, ticket, auto, assignee, actor_kind, actor, ticket_tail, message_tail, created)
  where not e.used;

  if p_extras is not null then
    perform add_ticket_extras(p_desk, p_extras);
  end if;

  return query
  select
    case when t.used then 'key_used' when t.place is null then 'blocked' else 'created' end,
    before + t.place,
    t.assignee::json,
    person[t.r], person_name[t.r], person_email[t.r], person_external_id[t.r], is_new[t.r]
  from unnest(place, used, t_requester, assignee_json) as t (place, used, r, assignee);
end
$$;
