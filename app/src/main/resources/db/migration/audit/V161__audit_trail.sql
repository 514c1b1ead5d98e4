-- Who changed what, from what, to what. Grows only.
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  entity text not null,
  entity_id text not null,
  -- null: there was nothing before, or is nothing after
  before jsonb,
  after jsonb,
  note text,
  request_id text,
  constraint an_actor_has_a_name check (actor ~ '\S'),
  constraint an_action_is_a_word check (action ~ '^[a-z][a-z_]{0,63}$'),
  constraint an_entity_is_a_word check (entity ~ '^[a-z][a-z_]{0,63}$'),
  constraint an_entity_has_an_id check (entity_id ~ '\S'),
  constraint a_note_is_given_or_absent check (note ~ '\S')
);

create index audit_entry_at on audit_entry (at, id);

create index audit_entry_entity on audit_entry (entity, entity_id, at, id);

create function audit_entry_grows_only() returns trigger
language plpgsql as $$
begin
  raise exception 'audit_entry grows only: % is refused', lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;

-- For each statement, so that even one that would hit no row is refused, whoever runs it.
create trigger audit_entry_grows_only
before update or delete or truncate on audit_entry
for each statement execute function audit_entry_grows_only();

-- Also where a session leaves triggers out (session_replication_role), as a restore of a backup does.
alter table audit_entry enable always trigger audit_entry_grows_only;
