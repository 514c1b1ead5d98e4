create table route (
  id uuid primary key,
  created_at timestamptz not null,
  request_id text,
  -- names the same stops under the same conditions
  fingerprint text not null,
  stop_count integer not null check (stop_count between 2 and 500),
  distance_metres bigint not null check (distance_metres >= 0),
  duration_seconds integer not null check (duration_seconds >= 0),
  -- late at stops and after the shift's end together
  broken_seconds bigint not null check (broken_seconds >= 0),
  cost_kopecks bigint not null check (cost_kopecks >= 0),
  distance_source text not null,
  model_used text not null check (model_used in ('qwen', 'llama', 'solver')),
  fallback_reason text,
  model_run_id uuid references model_run,
  quality_score numeric(5, 2) not null check (quality_score between 0 and 100),
  -- the answer as the client got it
  answer jsonb not null,
  constraint a_model_that_decided_has_its_run check ((model_used = 'solver') = (model_run_id is null)),
  constraint only_a_fallback_has_a_reason check (fallback_reason is null or model_used = 'llama')
);

create index route_fingerprint on route (fingerprint, distance_metres);
create index route_created_at on route (created_at);
