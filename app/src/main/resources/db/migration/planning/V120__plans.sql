-- How often a store of a category is called at, and how long it takes unless the store says so itself.
create table norm (
  category text primary key,
  visits integer not null,
  period text not null,
  min_gap_days integer not null,
  service_seconds integer not null,
  version integer not null default 1,
  constraint a_category_is_known check (category in ('A', 'B', 'C', 'D')),
  constraint a_store_is_visited check (visits between 1 and 20),
  constraint a_period_is_known check (period in ('month', 'quarter')),
  constraint calls_lie_apart check (min_gap_days between 1 and 60),
  constraint service_is_in_whole_minutes check (service_seconds > 0 and service_seconds % 60 = 0),
  constraint service_ends_within_a_day check (service_seconds < 86400),
  constraint versions_count_from_one check (version >= 1)
);

insert into norm (category, visits, period, min_gap_days, service_seconds)
values ('A', 3, 'month', 5, 900),
       ('B', 2, 'month', 8, 900),
       ('C', 1, 'month', 1, 900),
       ('D', 1, 'quarter', 1, 900);

-- A month's plan: the one in force, a draft beside it, or a thought experiment.
create table plan (
  id uuid primary key,
  month date not null,
  kind text not null,
  name text,
  -- of a proposal: the version of the plan in force that it was made from
  based_on integer,
  -- number of the newest plan_version; locking this row orders all writers of the month
  version integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint a_month_begins_on_its_first check (extract(day from month) = 1),
  constraint a_kind_is_known check (kind in ('published', 'draft', 'what_if')),
  constraint a_proposal_has_a_name check ((kind = 'published') = (name is null) and name ~ '\S'),
  constraint versions_count_up check (version >= 0),
  constraint changes_follow_creation check (updated_at >= created_at),
  constraint a_plan_has_one_month unique (id, month)
);

create unique index a_month_has_one_plan_in_force on plan (month) where kind = 'published';
create unique index a_name_is_given_once on plan (month, name) where name is not null;

-- One required call at a store. It keeps its identity wherever it is moved; without a day it waits to be placed.
create table visit (
  id uuid primary key,
  plan_id uuid not null,
  month date not null,
  store_id text collate "C" not null references store,
  -- beyond the norm: added by hand
  extra boolean not null default false,
  rep_id text collate "C" references rep,
  visit_date date,
  -- place in the day's route from 1; a cancelled visit has none
  position integer,
  status text not null default 'planned',
  pinned boolean not null default false,
  -- why it has no day, what keeps it from having one, and the smallest easing that would help
  unplaced jsonb,
  deferred_until date,
  -- the stop as planned; times are seconds of the day in the region's zone
  travel_seconds integer,
  distance_metres integer,
  arrival_seconds integer,
  start_seconds integer,
  departure_seconds integer,
  late_seconds integer,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  foreign key (plan_id, month) references plan (id, month) on delete cascade,
  constraint a_status_is_known check (
    status in ('planned', 'completed', 'skipped', 'cancelled', 'rescheduled')
  ),
  constraint a_visit_lies_in_its_month check (
    visit_date >= month
    and visit_date < month + interval '1 month'
  ),
  constraint a_placed_visit_has_rep_and_day check ((rep_id is null) = (visit_date is null)),
  constraint a_stop_has_its_place check (
    (position is not null) = (visit_date is not null and status <> 'cancelled')
  ),
  constraint places_count_from_one check (position >= 1),
  constraint a_visit_without_a_day_says_why check (
    (unplaced is not null) = (visit_date is null and status <> 'cancelled')
  ),
  constraint what_is_done_has_a_day check (status not in ('completed', 'skipped') or visit_date is not null),
  constraint only_a_placed_visit_is_pinned check (not pinned or visit_date is not null),
  constraint a_stop_has_its_times check (
    (position is null) = (arrival_seconds is null)
    and (position is null) = (start_seconds is null)
    and (position is null) = (departure_seconds is null)
    and (position is null) = (late_seconds is null)
    and (position is null) = (travel_seconds is null)
    and (position is null) = (distance_metres is null)
  ),
  constraint time_runs_forward check (
    arrival_seconds >= 0
    and start_seconds >= arrival_seconds
    and departure_seconds >= start_seconds
    and late_seconds >= 0
    and travel_seconds >= 0
    and distance_metres >= 0
  ),
  constraint versions_count_from_one check (version >= 1),
  constraint changes_follow_creation check (updated_at >= created_at),
  -- checked at the end of a transaction, so that stops can change places
  constraint a_place_is_taken_once unique (plan_id, rep_id, visit_date, position)
    deferrable initially deferred,
  constraint a_store_is_visited_once_a_day exclude using btree
    (plan_id with =, store_id with =, visit_date with =) where (status <> 'cancelled')
    deferrable initially deferred
);

create index visit_plan_day on visit (plan_id, visit_date);
create index visit_store_day on visit (store_id, month);
create index visit_rep_day on visit (rep_id, visit_date);
create index visit_to_place on visit (plan_id) where visit_date is null or status = 'skipped';

-- What is done stays done: only a correction, which its transaction announces, may change it.
create function keep_final_visits() returns trigger language plpgsql as $$
begin
  if current_setting('marshrut.correction', true) is distinct from 'on' then
    if tg_op = 'DELETE' then
      if old.status = 'completed' then
        raise exception 'visit % is completed and must not be deleted', old.id
          using errcode = 'check_violation';
      end if;
      return old;
    end if;
    if old.status in ('completed', 'cancelled')
       and (new.status, new.store_id, new.rep_id, new.visit_date, new.month)
           is distinct from (old.status, old.store_id, old.rep_id, old.visit_date, old.month) then
      raise exception 'visit % is % and must not change', old.id, old.status
        using errcode = 'check_violation';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;

create trigger keep_final_visits before update or delete on visit
  for each row execute function keep_final_visits();

-- A rep's route of a day as a whole: from home, lunch, back home.
create table rep_day (
  plan_id uuid not null references plan on delete cascade,
  rep_id text collate "C" not null references rep,
  day date not null,
  -- the order was set by a person, not by the solver
  own_order boolean not null default false,
  start_seconds integer not null,
  end_seconds integer not null,
  lunch_start_seconds integer,
  lunch_seconds integer not null,
  distance_metres bigint not null,
  travel_seconds integer not null,
  service_seconds integer not null,
  wait_seconds integer not null,
  late_seconds bigint not null,
  overtime_seconds integer not null,
  home_travel_seconds integer not null,
  home_distance_metres integer not null,
  cost_kopecks bigint not null,
  distance_source text not null,
  -- promises the route does not keep
  violations jsonb not null,
  version integer not null default 1,
  primary key (plan_id, rep_id, day),
  constraint a_day_ends_after_its_start check (start_seconds >= 0 and end_seconds >= start_seconds),
  constraint a_lunch_has_its_length check (
    lunch_seconds >= 0
    and (lunch_start_seconds is null) = (lunch_seconds = 0)
  ),
  constraint figures_are_not_negative check (
    distance_metres >= 0
    and travel_seconds >= 0
    and service_seconds >= 0
    and wait_seconds >= 0
    and late_seconds >= 0
    and overtime_seconds >= 0
    and home_travel_seconds >= 0
    and home_distance_metres >= 0
    and cost_kopecks >= 0
  ),
  constraint versions_count_from_one check (version >= 1)
);

create index rep_day_plan_day on rep_day (plan_id, day);
create index rep_day_rep on rep_day (rep_id, day);

-- The history of a plan: one row for each set of changes, with what it changed.
create table plan_version (
  plan_id uuid not null references plan on delete cascade,
  number integer not null,
  -- the same in every month that one set of changes touched
  change_id uuid not null,
  created_at timestamptz not null,
  author text not null,
  cause text not null,
  comment text,
  changed_visits integer not null,
  distance_metres bigint not null,
  cost_kopecks bigint not null,
  unplaced_visits integer not null,
  primary key (plan_id, number),
  constraint versions_count_from_one check (number >= 1),
  constraint a_change_has_an_author check (author ~ '\S')
);

create index plan_version_change on plan_version (change_id);

create table plan_version_visit (
  plan_id uuid not null,
  number integer not null,
  visit_id uuid not null,
  -- null: the visit did not exist
  before jsonb,
  after jsonb not null,
  primary key (plan_id, number, visit_id),
  foreign key (plan_id, number) references plan_version (plan_id, number) on delete cascade
);

create table plan_version_day (
  plan_id uuid not null,
  number integer not null,
  rep_id text collate "C" not null,
  day date not null,
  own_order_before boolean not null,
  own_order_after boolean not null,
  primary key (plan_id, number, rep_id, day),
  foreign key (plan_id, number) references plan_version (plan_id, number) on delete cascade
);

-- What happened to a visit's status.
create table visit_status_change (
  id bigint generated always as identity primary key,
  visit_id uuid not null references visit on delete cascade,
  changed_at timestamptz not null,
  author text not null,
  status_before text not null,
  status_after text not null,
  reason text,
  correction boolean not null
);

create index visit_status_change_visit on visit_status_change (visit_id, id);
