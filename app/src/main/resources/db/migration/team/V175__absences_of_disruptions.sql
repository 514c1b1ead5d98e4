-- What made the absence known, to take it back by: a disruption that was applied. Such an absence may
-- lie over others, so that either can be taken back and the other still holds.
alter table absence
  add column cause uuid;

create index absence_cause on absence (cause) where cause is not null;

create or replace function absence_has_its_days_alone() returns trigger
language plpgsql as $$
begin
  perform from rep where id = new.rep_id for update;
  if new.cause is null and exists (
    select
      from absence other
     where other.rep_id = new.rep_id
       and other.id <> new.id
       and other.cause is null
       and other.first_day <= new.last_day
       and other.last_day >= new.first_day
  ) then
    raise exception 'an absence of rep % overlaps another', new.rep_id
      using errcode = 'exclusion_violation', constraint = 'absences_do_not_overlap';
  end if;
  return new;
end
$$;
