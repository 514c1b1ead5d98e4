-- Who knows a rep's token may read his calendar; only a hash of it is kept.
create table calendar_token (
  rep_id text collate "C" primary key references rep on delete cascade,
  token_hash text not null,
  created_at timestamptz not null
);
