alter table rep
  add column skills text[] not null default '{}';

create table absence (
  id uuid primary key,
  rep_id text collate "C" not null references rep on delete cascade,
  kind text not null,
  first_day date not null,
  last_day date not null,
  -- on the first day he works until then; null: not at all
  from_time time,
  note text,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint a_kind_is_known check (kind in ('sick', 'vacation', 'other')),
  constraint an_absence_ends_after_it_begins check (last_day >= first_day),
  constraint an_absence_has_an_end check (last_day < first_day + 367),
  constraint a_time_is_in_whole_minutes check (extract(second from from_time) = 0),
  constraint a_note_is_given_or_absent check (note ~ '\S'),
  constraint versions_count_from_one check (version >= 1),
  constraint changes_follow_creation check (updated_at >= created_at)
);

create index absence_rep on absence (rep_id, first_day);

create index absence_days on absence (last_day, first_day);

-- An hour has one reason: absences of a rep do not overlap. The rep's row is locked, so that two
-- at once can't slip through.
create function absence_has_its_days_alone() returns trigger
language plpgsql as $$
begin
  perform from rep where id = new.rep_id for update;
  if exists (
    select
      from absence other
     where other.rep_id = new.rep_id
       and other.id <> new.id
       and other.first_day <= new.last_day
       and other.last_day >= new.first_day
  ) then
    raise exception 'an absence of rep % overlaps another', new.rep_id
      using errcode = 'exclusion_violation', constraint = 'absences_do_not_overlap';
  end if;
  return new;
end
$$;

create trigger absence_has_its_days_alone
before insert or update on absence
for each row execute function absence_has_its_days_alone();
