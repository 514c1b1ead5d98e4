create table vehicle (
  id text collate "C" primary key,
  name text not null,
  plate text unique,
  litres_per_100_km_city numeric(5, 2) not null,
  litres_per_100_km_highway numeric(5, 2) not null,
  fuel_kopecks_per_litre integer not null,
  synthetic boolean not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint an_id_is_a_word check (id ~ '^[^\s/]{1,64}$'),
  constraint a_vehicle_has_a_name check (name ~ '\S'),
  constraint a_plate_is_given_or_absent check (plate ~ '\S'),
  constraint fuel_is_burnt check (litres_per_100_km_city > 0 and litres_per_100_km_highway > 0),
  constraint fuel_is_paid check (fuel_kopecks_per_litre > 0),
  constraint versions_count_from_one check (version >= 1),
  constraint changes_follow_creation check (updated_at >= created_at)
);

create table rep (
  id text collate "C" primary key,
  name text not null,
  status text not null,
  home_lat double precision not null,
  home_lon double precision not null,
  work_start_time time not null,
  work_end_time time not null,
  lunch_seconds integer not null,
  max_visits_per_day integer not null,
  vehicle_id text collate "C" references vehicle,
  synthetic boolean not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint an_id_is_a_word check (id ~ '^[^\s/]{1,64}$'),
  constraint a_rep_has_a_name check (name ~ '\S'),
  constraint a_status_is_known check (status in ('active', 'sick', 'vacation', 'unavailable')),
  constraint a_home_is_on_the_globe check (
    home_lat between -90 and 90
    and home_lon between -180 and 180
  ),
  constraint work_is_in_whole_minutes check (
    extract(second from work_start_time) = 0
    and extract(second from work_end_time) = 0
  ),
  constraint work_ends_before_midnight check (work_end_time < '24:00'),
  constraint lunch_fits_into_work check (
    lunch_seconds >= 0
    and lunch_seconds < extract(epoch from work_end_time - work_start_time)
  ),
  constraint a_day_has_visits check (max_visits_per_day between 1 and 100),
  constraint versions_count_from_one check (version >= 1),
  constraint changes_follow_creation check (updated_at >= created_at)
);

create index rep_vehicle on rep (vehicle_id);

create index rep_status on rep (status);

create table holiday (
  day date primary key,
  kind text not null,
  name text not null,
  source text not null,
  constraint a_kind_is_known check (kind in ('day_off', 'working', 'short')),
  constraint a_day_has_a_reason check (name ~ '\S' and source ~ '\S')
);

-- One row once the demo team was loaded, so that deleting it is final.
create table team_demo (
  loaded_at timestamptz not null,
  only_row boolean primary key default true check (only_row)
);
