-- Hours of a day in which a store takes no visit although it usually would: something went wrong.
create table store_closure (
  -- the disruption that says so; taking it back takes its closures back
  cause uuid not null,
  store_id text collate "C" not null references store on delete cascade,
  day date not null,
  start_time time not null,
  end_time time not null,
  primary key (cause, store_id, day),
  constraint it_ends_after_its_start check (end_time > start_time)
);

create index store_closure_day on store_closure (store_id, day);
