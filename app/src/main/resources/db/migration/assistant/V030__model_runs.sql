create table model_run (
  id uuid primary key,
  created_at timestamptz not null default now(),
  request_id text,
  prompt_version text not null,
  situation text not null,
  options text[] not null,
  chosen_option integer,
  confidence double precision check (confidence between 0 and 1),
  constraint a_choice_has_its_confidence check ((chosen_option is null) = (confidence is null)),
  constraint a_choice_is_one_of_the_options check (chosen_option between 0 and cardinality(options) - 1)
);

create index model_run_created_at on model_run (created_at);

create table model_attempt (
  run_id uuid not null references model_run on delete cascade,
  position integer not null check (position >= 0),
  model text not null check (model in ('qwen', 'llama')),
  outcome text not null,
  detail text,
  prompt_tokens integer not null check (prompt_tokens >= 0),
  cached_tokens integer not null check (cached_tokens >= 0),
  output_tokens integer not null check (output_tokens >= 0),
  queued_millis integer not null,
  prompting_millis integer not null,
  generating_millis integer not null,
  duration_millis integer not null,
  -- by rotation of the options: method and natural log-probabilities in the order shown
  scores jsonb not null,
  primary key (run_id, position),
  constraint an_answer_has_no_failure check ((outcome = 'answered') = (detail is null))
);
