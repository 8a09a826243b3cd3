-- Which events a queue's caller last asked for: whether anybody takes an event that has to be taken by somebody.
alter table event_queue add column types text[] not null default '{}';
