-- Files that changed plans and facts, with what it takes to take them back.
create table schedule_import (
  id uuid primary key,
  author text not null,
  file_name text not null,
  months date[] not null,
  -- names the changes in the plans' histories; null: only facts were changed
  change_id uuid,
  -- each fact as it was before and after
  facts jsonb not null,
  changes integer not null,
  created_at timestamptz not null,
  undone_at timestamptz,
  constraint an_author_has_a_name check (author ~ '\S'),
  constraint an_import_changes_something check (changes > 0)
);

create index schedule_import_created_at on schedule_import (created_at desc);
