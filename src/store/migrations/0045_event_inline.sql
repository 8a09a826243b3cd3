-- An event of a usual ticket is 1 to 3 kB. Beyond 2 kB PostgreSQL would compress each one while its creator waits, and
-- unpack it again for each follower that reads it.
alter table event set (toast_tuple_target = 4096);
