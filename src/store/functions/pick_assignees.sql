-- The members that a desk's next tickets go to, one after another; p_departments is where each of them is. Who may be given
-- one: an online agent below their capacity and, where the department has members of its own, one of those; where it has
-- none, not who sees tickets of their own departments only. Of them, by
-- the department's setting: who waited longest (round_robin), or who has the fewest open tickets, and of equals who waited
-- longest. Null where there is nobody.
--
-- Who is picked counts as given a ticket now. One transaction picks at a time, each after what the one before it wrote.
create or replace function pick_assignees(p_desk bigint, p_departments bigint[]) returns bigint[]
language plpgsql
as $$
declare
  ids bigint[];
  loads integer[];
  capacities integer[];
  bound boolean[];
  -- Whose turn is first: the lowest. Who is picked goes to the end.
  turns integer[];
  picked bigint[] := '{}';
  place bigint;
  known bigint;
  by_turns boolean;
  allowed bigint[];
  best integer;
begin
  perform pg_advisory_xact_lock(1282, hashint8(p_desk));
  -- A statement of its own: it sees what was committed while this transaction waited.
  select array_agg(c.id), array_agg(c.load), array_agg(c.capacity), array_agg(c.turn), array_agg(c.is_bound)
  into ids, loads, capacities, turns, bound
  from (
    select m.id, m.capacity, m.access = 'departments' as is_bound, (row_number() over (order by m.last_assigned_at nulls first, m.id))::integer as turn, (
      select count(*)::integer from ticket t
      where t.desk_id = p_desk and t.assignee_id = m.id and t.status in ('open', 'pending')
    ) as load
    from member m
    where m.desk_id = p_desk and m.disabled_at is null and m.availability = 'online' and m.role <> 'light_agent'
  ) c;
  if ids is null then
    return array_fill(null::bigint, array[cardinality(p_departments)]);
  end if;
  foreach place in array p_departments loop
    if place is distinct from known then
      known := place;
      by_turns := exists (
        select from department where desk_id = p_desk and id = place and assignment = 'round_robin'
      );
      allowed := (
        select array_agg(member_id) from department_member where desk_id = p_desk and department_id = place
      );
    end if;
    best := null;
    for i in 1 .. cardinality(ids) loop
      continue when loads[i] >= capacities[i] or ids[i] <> all (allowed) or (allowed is null and bound[i]);
      if best is null or (not by_turns and loads[i] < loads[best])
        or ((by_turns or loads[i] = loads[best]) and turns[i] < turns[best])
      then
        best := i;
      end if;
    end loop;
    picked := picked || ids[best];
    if best is not null then
      loads[best] := loads[best] + 1;
      turns[best] := (select max(turn) from unnest(turns) turn) + 1;
    end if;
  end loop;
  -- By the clock, not the transaction's start, and in the order of their turns.
  update member m set last_assigned_at = clock_timestamp() + p.nth * interval '1 microsecond'
  from (
    select id, row_number() over (order by turn) as nth from unnest(ids, turns) as p (id, turn) where id = any (picked)
  ) p
  where m.desk_id = p_desk and m.id = p.id;
  return picked;
end
$$;
