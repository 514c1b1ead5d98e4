-- What went wrong, how the plans were proposed to be mended, and what became of the proposal.
create table disruption (
  id uuid primary key,
  kind text not null,
  state text not null default 'previewed',
  first_day date not null,
  last_day date not null,
  author text not null,
  request jsonb not null,
  -- as it was shown to whoever confirms it
  preview jsonb not null,
  -- the changes and the versions they were worked out from
  proposal jsonb not null,
  -- names the changes in the plans' histories; without any there is none
  change_id uuid,
  created_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  constraint a_kind_is_known check (
    kind in ('rep_unavailable', 'vehicle_broken', 'weather', 'store_closed', 'road_closed', 'other')
  ),
  constraint a_state_is_known check (state in ('previewed', 'applied', 'undone')),
  constraint it_ends_after_its_start check (last_day >= first_day),
  constraint what_was_done_has_its_time check (
    (state <> 'previewed') = (applied_at is not null)
    and (state = 'undone') = (undone_at is not null)
    and (change_id is null or applied_at is not null)
  )
);

create index disruption_created_at on disruption (created_at desc, id);
create index disruption_days on disruption (first_day, last_day);
