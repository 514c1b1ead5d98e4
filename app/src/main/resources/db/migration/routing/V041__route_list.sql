alter table route
  add column stop_ids text[] not null default '{}',
  add column chosen_by text not null default 'solver' check (chosen_by in ('model', 'solver', 'person')),
  add column transport_mode text not null default 'CAR',
  -- where the route begins and ends, if not at its first and last stop
  add column start_lat double precision check (start_lat between -90 and 90),
  add column start_lon double precision check (start_lon between -180 and 180),
  add column end_lat double precision check (end_lat between -90 and 90),
  add column end_lon double precision check (end_lon between -180 and 180),
  -- beside the order as given; null in routes of before this was kept
  add column comparison jsonb,
  add constraint a_start_is_a_place check ((start_lat is null) = (start_lon is null)),
  add constraint an_end_is_a_place check ((end_lat is null) = (end_lon is null));

update route
set stop_ids = array(select stop ->> 'ID' from jsonb_array_elements(answer -> 'locations') as stop),
  chosen_by = case when model_used = 'solver' then 'solver' else 'model' end;

alter table route
  add constraint only_a_model_is_a_model check ((chosen_by = 'model') = (model_used <> 'solver'));

create index route_stop_ids on route using gin (stop_ids);
