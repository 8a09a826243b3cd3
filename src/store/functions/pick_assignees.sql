-- The members that the next p_count tickets of a desk go to, one after another: an online agent with the fewest open
-- tickets, the one who waited longest among equals. Null where nobody is online.
create or replace function pick_assignees(p_desk bigint, p_count integer) returns bigint[]
language plpgsql
as $$
declare
  candidate record;
  ids bigint[] := '{}';
  loads integer[] := '{}';
  picked bigint[] := '{}';
  best integer;
begin
  for candidate in
    select m.id, (
      select count(*) from ticket t where t.desk_id = p_desk and t.assignee_id = m.id and t.status in ('open', 'pending')
    ) as load
    from member m
    where m.desk_id = p_desk and m.disabled_at is null and m.availability = 'online' and m.role <> 'light_agent'
    order by m.last_assigned_at nulls first, m.id
  loop
    ids := ids || candidate.id;
    loads := loads || candidate.load::integer;
  end loop;
  if ids = '{}' then
    return array_fill(null::bigint, array[p_count]);
  end if;
  for n in 1 .. p_count loop
    best := 1;
    for i in 2 .. cardinality(ids) loop
      if loads[i] < loads[best] then
        best := i;
      end if;
    end loop;
    picked := picked || ids[best];
    loads[best] := loads[best] + 1;
  end loop;
  return picked;
end
$$;
