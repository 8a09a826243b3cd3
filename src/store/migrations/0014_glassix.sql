-- A contract asks for a department by its GUID before its desk is known. Made at random, so it needs no unique index.
create index department_guid on department (guid);
