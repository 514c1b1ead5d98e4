-- What a client marked with an Idempotency-Key is carried out once.
create table idempotency_key (
  actor text not null,
  key text not null,
  -- names the method, the address and the body that the key came with
  fingerprint text not null,
  -- the instance of the application that works on the request, and when it last said so
  instance uuid not null,
  seen_at timestamptz not null,
  -- a change of the request was committed, in the same transaction
  has_effect boolean not null default false,
  -- the answer; without a status there is none yet, without a body it was too large to keep
  status integer,
  content_type text,
  location text,
  body bytea,
  created_at timestamptz not null,
  primary key (actor, key),
  constraint a_key_is_short_and_plain check (key ~ '^[!-~]{1,200}$'),
  constraint a_status_is_one_of_http check (status between 200 and 599),
  constraint only_an_answer_has_parts check (
    status is not null
    or (content_type is null and location is null and body is null)
  )
);

create index idempotency_key_created_at on idempotency_key (created_at);
