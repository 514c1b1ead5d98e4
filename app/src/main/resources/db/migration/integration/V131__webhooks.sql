-- Addresses of other systems that are called when something happens.
create table webhook (
  id uuid primary key,
  url text not null,
  description text,
  -- none: all
  kinds text[] not null,
  -- signs each call, so it is kept as it is
  secret text not null,
  active boolean not null,
  -- number of the newest event that was delivered or is not of its kinds
  cursor bigint not null,
  -- calls that failed since the last one that did not
  failures integer not null default 0,
  failing_since timestamptz,
  next_attempt_at timestamptz,
  -- why the application itself switched it off
  disabled_because text,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint a_secret_is_marked_as_one check (secret like 'whsec\_%'),
  constraint failures_have_a_beginning check ((failures > 0) = (failing_since is not null)),
  constraint only_a_failing_one_waits check (next_attempt_at is null or failures > 0),
  constraint a_reason_is_known check (disabled_because in ('failing', 'gone')),
  constraint what_is_switched_off_is_not_active check (not active or disabled_because is null)
);

-- Calls that were tried, and what came of them.
create table webhook_delivery (
  id bigint generated always as identity primary key,
  webhook_id uuid not null references webhook on delete cascade,
  event_id uuid not null,
  -- of a test there is none
  event_number bigint,
  event_type text not null,
  attempt integer not null,
  at timestamptz not null,
  duration_ms integer not null,
  outcome text not null,
  status integer,
  constraint an_outcome_is_known check (
    outcome in ('delivered', 'refused', 'redirected', 'timed_out', 'unreachable', 'forbidden')
  ),
  constraint attempts_count_from_one check (attempt >= 1)
);

create index webhook_delivery_of on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_at on webhook_delivery (at);

-- As db-scheduler 16 wants it: which instance calls which webhook. Apart from the table of jobs, whose
-- scheduler works on one thing at a time.
create table webhook_task (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);

create index webhook_task_execution_time on webhook_task (execution_time);
create index webhook_task_last_heartbeat on webhook_task (last_heartbeat);
