package ru.t2.marshrut.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL over the production calendar.
@Repository
class HolidayRepository {

    private final JdbcClient jdbc;

    HolidayRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those from the first to the last day, both included, in order of day.
    List<Holiday> list(LocalDate first, LocalDate last) {
        return jdbc.sql(
                        """
                        select day, kind, name, source
                          from holiday
                         where day between :first and :last
                         order by day
                        """)
                .param("first", first)
                .param("last", last)
                .query(HolidayRepository::holiday)
                .list();
    }

    Optional<Holiday> find(LocalDate day) {
        return list(day, day).stream().findFirst();
    }

    /// Adds a holiday or changes the one of its day.
    void put(Holiday holiday) {
        jdbc.sql(
                        """
                        insert into holiday
                          (day, kind, name, source)
                        values
                          (:day, :kind, :name, :source)
                        on conflict (day) do update
                          set kind = excluded.kind, name = excluded.name, source = excluded.source
                        """)
                .param("day", holiday.day())
                .param("kind", holiday.kind().word())
                .param("name", holiday.name())
                .param("source", holiday.source())
                .update();
    }

    void delete(LocalDate day) {
        jdbc.sql("delete from holiday where day = :day").param("day", day).update();
    }

    /// Adds the holidays of those years that have none yet, so that what people changed stays.
    ///
    /// @return how many
    int insertYearsThatAreEmpty(List<Holiday> holidays) {
        return jdbc.sql(
                        """
                        insert into holiday
                          (day, kind, name, source)
                        select day, kind, name, source
                          from unnest(
                                 cast(:days as date[]),
                                 cast(:kinds as text[]),
                                 cast(:names as text[]),
                                 cast(:sources as text[])
                               ) as built_in (day, kind, name, source)
                         where not exists (
                                 select
                                   from holiday known
                                  where date_trunc('year', known.day) = date_trunc('year', built_in.day)
                               )
                        on conflict do nothing
                        """)
                .param("days", column(holidays, holiday -> holiday.day().toString()))
                .param("kinds", column(holidays, holiday -> holiday.kind().word()))
                .param("names", column(holidays, Holiday::name))
                .param("sources", column(holidays, Holiday::source))
                .update();
    }

    private static String[] column(List<Holiday> holidays, Function<Holiday, String> value) {
        return holidays.stream().map(value).toArray(String[]::new);
    }

    private static Holiday holiday(ResultSet row, int number) throws SQLException {
        return new Holiday(
                row.getObject("day", LocalDate.class),
                Holiday.Kind.ofWord(row.getString("kind")),
                row.getString("name"),
                row.getString("source"));
    }
}
