-- Past months planned anew; each beside what was driven when it was made.
create table replay (
  id uuid primary key,
  month date not null,
  made_at timestamptz not null,
  author text not null,
  result jsonb not null,
  constraint a_month_is_named_by_its_first_day check (extract(day from month) = 1)
);

create index replay_month on replay (month, made_at desc);
