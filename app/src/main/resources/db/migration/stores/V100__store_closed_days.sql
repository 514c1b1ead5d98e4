-- ISO numbers: 1 is Monday, 7 is Sunday.
alter table store
  add column closed_weekdays smallint[] not null default '{}',
  add constraint closed_weekdays_are_of_the_week check (closed_weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  add constraint a_store_opens_once_a_week check (cardinality(closed_weekdays) < 7);

create table store_closed_day (
  store_id text collate "C" not null references store on delete cascade,
  day date not null,
  primary key (store_id, day)
);

create index store_closed_day_day on store_closed_day (day);

create index store_position on store (lat, lon);

create index store_category_id on store (category, id);

create index store_district_id on store (district, id);

create index store_city_id on store (city, id);

-- The new ones begin with the same columns.
drop index store_category;

drop index store_district;

drop index store_city;
