package ru.t2.marshrut.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.planning.Replay;
import tools.jackson.databind.json.JsonMapper;

/// SQL over replays and what they are made of.
@Repository
class ReplayRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReplayRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Completed visits of a month's plan, in order of day.
    List<Replay.Done> listDone(YearMonth month, ZoneId zone) {
        return jdbc.sql(
                        """
                        select presence.store_id, presence.rep_id, visit.extra,
                               coalesce((arrived_at at time zone :zone)::date, planned_day) as day
                          from report_presence presence
                          join visit
                            on visit.id = visit_id
                         where presence.month = :month
                           and completed
                         order by day, visit_id
                        """)
                .param("month", month.atDay(1))
                .param("zone", zone.getId())
                .query((row, _) ->
                        new Replay.Done(
                                row.getString("store_id"),
                                row.getString("rep_id"),
                                row.getObject("day", LocalDate.class),
                                row.getBoolean("extra")))
                .list();
    }

    /// Median time in each store in a month, in whole minutes, where it was measured.
    Map<String, Duration> serviceTimes(YearMonth month) {
        var times = new LinkedHashMap<String, Duration>();
        jdbc.sql(
                        """
                        select store_id,
                               round(percentile_cont(0.5) within group (
                                       order by extract(epoch from left_at - arrived_at)
                                     ) / 60)::integer as minutes
                          from report_presence
                         where month = :month
                           and completed
                           and left_at > arrived_at
                         group by store_id
                         order by store_id
                        """)
                .param("month", month.atDay(1))
                .query((ResultSet row) -> {
                    int minutes = Math.clamp(row.getInt("minutes"), 1, LONGEST_MINUTES);
                    times.put(row.getString("store_id"), Duration.ofMinutes(minutes));
                });
        return times;
    }

    private static final int LONGEST_MINUTES = 8 * 60;

    void insert(ReplayAnswer replay) {
        jdbc.sql(
                        """
                        insert into replay
                          (id, month, made_at, author, result)
                        values
                          (:id, :month, :madeAt, :author, cast(:result as jsonb))
                        on conflict (id) do nothing
                        """)
                .param("id", replay.id())
                .param("month", YearMonth.parse(replay.month()).atDay(1))
                .param("madeAt", replay.madeAt().atOffset(ZoneOffset.UTC))
                .param("author", replay.author())
                .param("result", json.writeValueAsString(replay))
                .update();
    }

    Optional<ReplayAnswer> find(UUID id) {
        return jdbc.sql("select result from replay where id = :id")
                .param("id", id)
                .query(this::replay)
                .optional();
    }

    /// The newest first.
    List<ReplayAnswer> list(Optional<YearMonth> month, int limit, int offset) {
        return jdbc.sql(
                        """
                        select result
                          from replay
                         where cast(:month as date) is null or month = :month
                         order by made_at desc, id
                         limit :limit offset :offset
                        """)
                .param("month", month.map(first -> first.atDay(1)).orElse(null))
                .param("limit", limit)
                .param("offset", offset)
                .query(this::replay)
                .list();
    }

    long count(Optional<YearMonth> month) {
        return jdbc.sql(
                        """
                        select count(*)
                          from replay
                         where cast(:month as date) is null or month = :month
                        """)
                .param("month", month.map(first -> first.atDay(1)).orElse(null))
                .query(Long.class)
                .single();
    }

    private ReplayAnswer replay(ResultSet row, int number) throws SQLException {
        return json.readValue(row.getString("result"), ReplayAnswer.class);
    }
}
