-- What really happened at a visit. Outlives the plan, so it names the store and the rep itself.
create table visit_fact (
  visit_id uuid primary key,
  store_id text collate "C" not null references store,
  rep_id text collate "C" not null references rep,
  visit_date date not null,
  outcome text not null,
  arrived_at timestamptz,
  left_at timestamptz,
  reason text,
  note text,
  updated_at timestamptz not null,
  constraint an_outcome_is_known check (outcome in ('in_progress', 'completed', 'skipped')),
  constraint one_leaves_after_arriving check (left_at >= arrived_at),
  constraint a_skipped_visit_has_a_reason check (outcome <> 'skipped' or reason is not null)
);

create index visit_fact_day on visit_fact (visit_date, rep_id);
create index visit_fact_store on visit_fact (store_id, visit_date);

-- What phones and people told, each once; a repetition has the same id.
create table visit_event (
  id uuid primary key,
  visit_id uuid not null,
  kind text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  author text not null,
  constraint a_kind_is_known check (kind in ('arrive', 'leave', 'skip'))
);

create index visit_event_visit on visit_event (visit_id, received_at);

-- A phone or tracker that sends a rep's positions; its identifier is a secret, so only a hash is kept.
create table tracking_device (
  id uuid primary key,
  identifier_hash text not null unique,
  rep_id text collate "C" not null references rep on delete cascade,
  name text not null,
  created_at timestamptz not null
);

create index tracking_device_rep on tracking_device (rep_id);

create table rep_position (
  rep_id text collate "C" not null references rep on delete cascade,
  at timestamptz not null,
  lat double precision not null,
  lon double precision not null,
  accuracy_metres double precision,
  speed_kmh double precision,
  primary key (rep_id, at),
  constraint a_position_is_on_the_globe check (lat between -90 and 90 and lon between -180 and 180),
  constraint measures_are_not_negative check (accuracy_metres >= 0 and speed_kmh >= 0)
);

create index rep_position_at on rep_position (at);

-- What lateness was told of already, so that it is told again only when it grows.
create table lateness_notice (
  visit_id uuid primary key,
  late_minutes integer not null,
  told_at timestamptz not null
);
