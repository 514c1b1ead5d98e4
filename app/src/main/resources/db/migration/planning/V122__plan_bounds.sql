-- No plan with the same visits could have a shorter way than its bound.
alter table plan
  add column bound_name text,
  add column bound_metres bigint check (bound_metres >= 0),
  add constraint a_bound_has_a_name check ((bound_name is null) = (bound_metres is null));
