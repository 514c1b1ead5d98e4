-- Absences that a disruption brings are entered while plans are locked, and whoever changes visits of
-- a locked plan refers to its reps: neither may wait for the other. A lock that keeps two absences of
-- a rep apart need not keep references away, and what may lie over others needs none.
create or replace function absence_has_its_days_alone() returns trigger
language plpgsql as $$
begin
  if new.cause is not null then
    return new;
  end if;
  perform from rep where id = new.rep_id for no key update;
  if exists (
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
