-- Ids sort and compare by code point, whatever the server's locale.
create table store (
  id text collate "C" primary key,
  name text not null,
  address text not null,
  city text not null,
  district text not null,
  lat double precision not null,
  lon double precision not null,
  category text not null,
  service_seconds integer,
  -- name, address, city, district and id in lower case, written by the application:
  -- what lower() makes of Cyrillic letters depends on the server's locale
  search_text text not null,
  synthetic boolean not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint an_id_is_a_word check (id ~ '^[^\s/]{1,64}$'),
  constraint a_store_has_a_name check (name ~ '\S'),
  constraint a_store_is_on_the_globe check (lat between -90 and 90 and lon between -180 and 180),
  constraint a_category_is_known check (category in ('A', 'B', 'C', 'D')),
  constraint service_is_in_whole_minutes check (service_seconds > 0 and service_seconds % 60 = 0),
  constraint service_ends_within_a_day check (service_seconds < 86400),
  constraint versions_count_from_one check (version >= 1),
  constraint changes_follow_creation check (updated_at >= created_at)
);

-- The same name at the same address is the same store; many stores come without an address.
create unique index store_is_told_once on store (city, address, name) where address <> '';

create index store_category on store (category);

create index store_district on store (district);

create index store_city on store (city);

create table store_window (
  store_id text collate "C" not null references store on delete cascade,
  start_time time not null,
  end_time time not null,
  primary key (store_id, start_time),
  constraint a_window_starts_before_it_ends check (start_time <= end_time and end_time < '24:00'),
  constraint a_window_is_in_whole_minutes check (
    extract(second from start_time) = 0
    and extract(second from end_time) = 0
  )
);

-- One row once the demo stores were loaded, so that deleting them is final.
create table store_demo (
  loaded_at timestamptz not null,
  only_row boolean primary key default true check (only_row)
);
