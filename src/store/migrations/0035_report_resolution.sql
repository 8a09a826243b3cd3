-- How often each category was said of how a ticket was resolved, by quarters of an hour. A correction takes off what it
-- corrects when it is made, so a quarter may be below nothing.
create table report_resolution (
  desk_id      bigint not null,
  slot         timestamptz not null,
  category_id  bigint not null,
  resolved     bigint not null default 0,
  primary key (desk_id, slot, category_id)
);
