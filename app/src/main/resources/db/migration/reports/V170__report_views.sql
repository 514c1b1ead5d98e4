-- Visits of the plans in force with their stores and what is known of what became of them. A fact
-- that an older placement of the visit left behind (skipped, then planned anew) is not shown.
create view report_visit as
select visit.id as visit_id,
       plan.id as plan_id,
       plan.month,
       visit.visit_date,
       visit.rep_id,
       visit.store_id,
       store.name as store_name,
       store.category,
       store.district,
       visit.position,
       visit.status,
       visit.extra,
       visit.pinned,
       visit.version,
       visit.deferred_until,
       visit.travel_seconds,
       visit.distance_metres,
       visit.arrival_seconds,
       visit.start_seconds,
       visit.departure_seconds,
       visit.late_seconds,
       visit.departure_seconds - visit.start_seconds as planned_service_seconds,
       fact.outcome,
       fact.arrived_at,
       fact.left_at,
       extract(epoch from fact.left_at - fact.arrived_at)::integer as spent_seconds,
       fact.reason,
       fact.note
  from plan
  join visit
    on visit.plan_id = plan.id
  join store
    on store.id = visit.store_id
  left join visit_fact fact
    on fact.visit_id = visit.id
   and fact.outcome in ('in_progress', visit.status)
 where plan.kind = 'published';

comment on view report_visit is 'visits of plans in force with store and fact';

-- Who was where, as facts tell it: whatever the plan says now, a rep who arrived was out.
create view report_presence as
select plan.month,
       visit.id as visit_id,
       visit.store_id,
       coalesce(fact.rep_id, visit.rep_id) as rep_id,
       -- the day it was planned for; where an arrival is known, that counts
       coalesce(fact.visit_date, visit.visit_date) as planned_day,
       visit.status = 'completed' as completed,
       fact.arrived_at,
       fact.left_at,
       visit.start_seconds,
       coalesce(fact.updated_at, visit.updated_at) as told_at
  from plan
  join visit
    on visit.plan_id = plan.id
  left join visit_fact fact
    on fact.visit_id = visit.id
 where plan.kind = 'published'
   and (visit.status = 'completed' or fact.arrived_at is not null);

comment on view report_presence is 'one row for each time a rep was at a store';

-- Days as planned, of the plans in force.
create view report_rep_day as
select plan.month,
       rep_day.rep_id,
       rep_day.day,
       rep_day.start_seconds,
       rep_day.end_seconds,
       rep_day.distance_metres,
       rep_day.travel_seconds,
       rep_day.service_seconds,
       rep_day.end_seconds - rep_day.start_seconds as span_seconds,
       rep_day.cost_kopecks,
       rep_day.distance_source,
       rep_day.own_order,
       rep_day.lunch_start_seconds,
       rep_day.lunch_seconds,
       rep_day.home_distance_metres,
       rep_day.home_travel_seconds,
       jsonb_array_length(rep_day.violations) as violation_count
  from plan
  join rep_day
    on rep_day.plan_id = plan.id
 where plan.kind = 'published';

-- What each disruption cost: the figures that its confirmation was based on.
create view report_disruption as
select disruption.id,
       disruption.kind,
       disruption.state,
       disruption.first_day,
       disruption.last_day,
       (disruption.preview ->> 'affected')::integer as affected,
       jsonb_array_length(disruption.preview -> 'moves') as moved,
       jsonb_array_length(disruption.preview -> 'unplaced') as unplaced,
       (disruption.preview -> 'after' ->> 'distance_km')::numeric
         - (disruption.preview -> 'before' ->> 'distance_km')::numeric as more_km,
       (disruption.preview -> 'after' ->> 'time_hours')::numeric
         - (disruption.preview -> 'before' ->> 'time_hours')::numeric as more_hours,
       (disruption.preview -> 'after' ->> 'cost_rub')::numeric
         - (disruption.preview -> 'before' ->> 'cost_rub')::numeric as more_rub
  from disruption;

-- Every turn of a model.
create view report_model_turn as
select model_run.created_at,
       model_run.prompt_version,
       model_attempt.model,
       model_attempt.outcome,
       model_attempt.duration_millis
  from model_run
  join model_attempt
    on model_attempt.run_id = model_run.id;

-- What a rep's outing came to on the road: worked out from arrivals, kept until they change.
create table driven_day (
  rep_id text collate "C" not null references rep on delete cascade,
  day date not null,
  stops integer not null,
  distance_metres bigint not null,
  travel_seconds bigint not null,
  -- from leaving home to being back, as far as arrivals and departures tell
  span_seconds bigint not null,
  cost_kopecks bigint not null,
  distance_source text not null,
  -- of the newest fact it was worked out from
  told_at timestamptz not null,
  primary key (rep_id, day),
  constraint an_outing_has_stops check (stops > 0),
  constraint figures_are_not_negative check (
    distance_metres >= 0
    and travel_seconds >= 0
    and span_seconds >= 0
    and cost_kopecks >= 0
  )
);

create index driven_day_day on driven_day (day);

-- A plan in force is found by its month; its visits and days by plan and day (their own indexes).
create index route_fallback on route (created_at, fallback_reason) where fallback_reason is not null;
