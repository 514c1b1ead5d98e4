-- The number of the newest event. Whoever adds events locks this row until his commit, so that
-- numbers become visible in their order and without gaps: who has read up to one has missed none.
create table event_head (
  single_row boolean primary key default true,
  last_number bigint not null,
  constraint there_is_one_row check (single_row),
  constraint numbers_count_up check (last_number >= 0)
);

insert into event_head (last_number) values (0);

-- What happened, for whoever follows from outside. Grows, but for what is old enough to be forgotten.
create table domain_event (
  number bigint primary key,
  id uuid not null unique,
  kind text not null,
  at timestamptz not null,
  data jsonb not null,
  constraint a_kind_is_two_words check (kind ~ '^[a-z]+\.[a-z_]+$'),
  constraint numbers_count_from_one check (number >= 1)
);

create index domain_event_at on domain_event (at);

create function domain_event_grows_only() returns trigger
language plpgsql as $$
begin
  if tg_op <> 'DELETE' or current_setting('marshrut.forgetting', true) is distinct from 'on' then
    raise exception 'domain_event grows only: % is refused', lower(tg_op)
      using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;

create trigger domain_event_grows_only
before update or delete or truncate on domain_event
for each statement execute function domain_event_grows_only();
