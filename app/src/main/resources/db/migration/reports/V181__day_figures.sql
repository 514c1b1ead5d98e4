-- Figures of the plans in force, added up once for each day, outing and store, so that a report adds
-- up hundreds of rows and not every visit. Whatever changes a visit, its fact or its store leaves a
-- mark in the same transaction; a report counts anew what is marked before it reads.

-- A mark is only ever added, so one that is not committed yet can't be taken for one that is.
create table report_stale (
  id bigint generated always as identity primary key,
  month date not null,
  store_id text collate "C" not null,
  -- the visit's day; of one without a day, the day before its month
  day date not null
);

-- The marks being worked off; empty outside of that transaction.
create table report_recount (
  month date not null,
  store_id text collate "C" not null,
  day date not null
);

create table report_rollup (
  only_row boolean primary key default true check (only_row),
  -- lateness is told in this zone's days
  zone text not null,
  -- counts each time that marks were worked off
  version bigint not null
);

insert into report_rollup (zone, version) values ('', 0);

create table report_day_figure (
  month date not null,
  day date not null,
  -- the bits of grouping(category, district, rep_id)
  level smallint not null,
  key text collate "C" not null,
  planned integer not null,
  completed integer not null,
  skipped integer not null,
  open integer not null,
  cancelled integer not null,
  extra integer not null,
  -- completed visits whose time in the store is known
  timed integer not null,
  timed_planned_seconds bigint not null,
  spent_seconds bigint not null,
  -- each of them, four bytes long: a median can't be added up
  spent_each bytea not null,
  arrivals integer not null,
  late integer not null,
  after_window integer not null,
  late_seconds numeric not null,
  worst_late_seconds numeric,
  primary key (day, level, key, month)
);

create table report_outing (
  month date not null,
  -- the day of the visits' marks
  bucket date not null,
  rep_id text collate "C" not null,
  -- the day it happened
  day date not null,
  stops integer not null,
  visits integer not null,
  first_at timestamptz,
  last_at timestamptz,
  told_at timestamptz not null,
  store_ids text[] collate "C" not null,
  visit_ids uuid[] not null,
  primary key (month, bucket, rep_id, day)
);

create index report_outing_day on report_outing (day, rep_id);

create table report_store_month (
  month date not null,
  store_id text collate "C" not null,
  rep_id text collate "C" not null,
  planned integer not null,
  completed integer not null,
  skipped integer not null,
  cancelled integer not null,
  -- of the norm's calls: completed, and still to come
  done integer not null,
  open integer not null,
  -- completed or still to come, extra ones too
  calls integer not null,
  last_visit date,
  timed integer not null,
  timed_planned_seconds bigint not null,
  spent_seconds bigint not null,
  late integer not null,
  primary key (month, store_id, rep_id)
);

create or replace view report_presence as
select plan.month,
       visit.id as visit_id,
       visit.store_id,
       coalesce(fact.rep_id, visit.rep_id) as rep_id,
       -- the day it was planned for; where an arrival is known, that counts
       coalesce(fact.visit_date, visit.visit_date) as planned_day,
       visit.status = 'completed' as completed,
       fact.arrived_at,
       fact.left_at,
       visit.start_seconds,
       coalesce(fact.updated_at, visit.updated_at) as told_at,
       visit.visit_date
  from plan
  join visit
    on visit.plan_id = plan.id
  left join visit_fact fact
    on fact.visit_id = visit.id
 where plan.kind = 'published'
   and (visit.status = 'completed' or fact.arrived_at is not null);

create function mark_changed_visits() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    insert into report_stale (month, store_id, day)
    select distinct month, store_id, coalesce(visit_date, month - 1)
      from new_rows;
  end if;
  if tg_op <> 'INSERT' then
    insert into report_stale (month, store_id, day)
    select distinct month, store_id, coalesce(visit_date, month - 1)
      from old_rows;
  end if;
  return null;
end $$;

create trigger added_visits_are_marked after insert on visit
  referencing new table as new_rows for each statement execute function mark_changed_visits();
create trigger changed_visits_are_marked after update on visit
  referencing old table as old_rows new table as new_rows for each statement execute function mark_changed_visits();
create trigger deleted_visits_are_marked after delete on visit
  referencing old table as old_rows for each statement execute function mark_changed_visits();

create function mark_visits_of_facts() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    insert into report_stale (month, store_id, day)
    select distinct visit.month, visit.store_id, coalesce(visit.visit_date, visit.month - 1)
      from new_rows
      join visit
        on visit.id = new_rows.visit_id;
  end if;
  if tg_op <> 'INSERT' then
    insert into report_stale (month, store_id, day)
    select distinct visit.month, visit.store_id, coalesce(visit.visit_date, visit.month - 1)
      from old_rows
      join visit
        on visit.id = old_rows.visit_id;
  end if;
  return null;
end $$;

create trigger added_facts_are_marked after insert on visit_fact
  referencing new table as new_rows for each statement execute function mark_visits_of_facts();
create trigger changed_facts_are_marked after update on visit_fact
  referencing old table as old_rows new table as new_rows for each statement execute function mark_visits_of_facts();
create trigger deleted_facts_are_marked after delete on visit_fact
  referencing old table as old_rows for each statement execute function mark_visits_of_facts();

create function mark_visits_of_stores() returns trigger language plpgsql as $$
begin
  insert into report_stale (month, store_id, day)
  select distinct visit.month, visit.store_id, coalesce(visit.visit_date, visit.month - 1)
    from old_rows
    join new_rows
      on new_rows.id = old_rows.id
    join visit
      on visit.store_id = old_rows.id
   where (old_rows.category, old_rows.district) is distinct from (new_rows.category, new_rows.district);
  return null;
end $$;

create trigger visits_of_changed_stores_are_marked after update on store
  referencing old table as old_rows new table as new_rows for each statement execute function mark_visits_of_stores();

create function mark_visits_of_windows() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    insert into report_stale (month, store_id, day)
    select distinct visit.month, visit.store_id, coalesce(visit.visit_date, visit.month - 1)
      from new_rows
      join visit
        on visit.store_id = new_rows.store_id;
  end if;
  if tg_op <> 'INSERT' then
    insert into report_stale (month, store_id, day)
    select distinct visit.month, visit.store_id, coalesce(visit.visit_date, visit.month - 1)
      from old_rows
      join visit
        on visit.store_id = old_rows.store_id;
  end if;
  return null;
end $$;

create trigger visits_of_added_windows_are_marked after insert on store_window
  referencing new table as new_rows for each statement execute function mark_visits_of_windows();
create trigger visits_of_changed_windows_are_marked after update on store_window
  referencing old table as old_rows new table as new_rows for each statement execute function mark_visits_of_windows();
create trigger visits_of_deleted_windows_are_marked after delete on store_window
  referencing old table as old_rows for each statement execute function mark_visits_of_windows();

-- A draft that comes into force brings its visits with it.
create function mark_visits_of_plans() returns trigger language plpgsql as $$
begin
  insert into report_stale (month, store_id, day)
  select distinct visit.month, visit.store_id, coalesce(visit.visit_date, visit.month - 1)
    from old_rows
    join new_rows
      on new_rows.id = old_rows.id
    join visit
      on visit.plan_id = new_rows.id
   where old_rows.kind <> new_rows.kind;
  return null;
end $$;

create trigger visits_of_published_plans_are_marked after update on plan
  referencing old table as old_rows new table as new_rows for each statement execute function mark_visits_of_plans();

-- What is there already is counted by the first report.
insert into report_stale (month, store_id, day)
select distinct month, store_id, coalesce(visit_date, month - 1)
  from visit;
