-- Whose tickets a member sees and changes: all of the desk's, or those of the departments whose team they are on. Whoever
-- runs the desk sees all of it.
alter table member
  add column access text not null default 'all' check (access in ('all', 'departments')),
  add constraint member_access_of_role check (access = 'all' or role in ('agent', 'light_agent'));

-- Asked with every look-up of a credential of a member who is bound to departments.
create index department_member_of on department_member (desk_id, member_id, department_id);
