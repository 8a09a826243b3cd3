-- A department's tickets by their state: told in the index, where each had to be looked up in its row.
drop index ticket_state_id;
drop index ticket_state_updated_at;
create index ticket_state_id on ticket (desk_id, status, priority, is_unassigned, id) include (department_id);
create index ticket_state_updated_at on ticket (desk_id, status, priority, is_unassigned, updated_at, id) include (department_id);
