-- Global: something sealed with the installation's secret, by which each process sees at its start that it has the same.
create table secret_check (
  one     boolean primary key default true check (one),
  sealed  bytea not null
);
