-- Long work that several instances of the application share; what a client sees of it.
create table job (
  id uuid primary key,
  kind text not null,
  -- what it works on: of one kind and key only one job is unfinished
  key text not null,
  status text not null,
  author text not null,
  parameters jsonb not null,
  percent integer not null default 0,
  -- figures of the work so far, and what it would go on from after an interruption
  progress jsonb,
  checkpoint jsonb,
  result jsonb,
  failure text,
  cancel text,
  attempts integer not null default 0,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  constraint a_kind_is_a_word check (kind ~ '^[a-z][a-z_]{0,63}$'),
  constraint a_status_is_known check (
    status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')
  ),
  constraint percent_is_a_share check (percent between 0 and 100),
  constraint what_is_finished_has_its_time check (
    (finished_at is not null) = (status in ('succeeded', 'failed', 'cancelled'))
  ),
  constraint a_failure_is_told check ((failure is not null) = (status = 'failed')),
  constraint a_cancel_says_what_becomes_of_the_best check (cancel in ('keep', 'discard'))
);

create unique index a_key_has_one_unfinished_job on job (kind, key)
  where status in ('queued', 'running');
create index job_created_at on job (created_at);

-- As db-scheduler 16 wants it.
create table scheduled_tasks (
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

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
