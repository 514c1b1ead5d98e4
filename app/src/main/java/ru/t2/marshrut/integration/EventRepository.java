package ru.t2.marshrut.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// All SQL over recorded events.
@Repository
class EventRepository {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final JsonMapper json;

    EventRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    /// An event that has no number yet.
    record NewEvent(UUID id, EventKind kind, Instant at, EventData data) {}

    /// Adds events in their order, with the next numbers. From here to its commit the transaction
    /// keeps others from adding any, so this is the last thing it does.
    void append(List<NewEvent> events) {
        long last =
                jdbc.sql(
                                """
                                update event_head
                                   set last_number = last_number + :count
                                returning last_number
                                """)
                        .param("count", events.size())
                        .query(Long.class)
                        .single();
        var rows = new ArrayList<MapSqlParameterSource>();
        long number = last - events.size();
        for (var event : events) {
            number++;
            rows.add(
                    new MapSqlParameterSource()
                            .addValue("number", number)
                            .addValue("id", event.id())
                            .addValue("kind", event.kind().word())
                            .addValue("at", event.at().atOffset(ZoneOffset.UTC))
                            .addValue("data", json.writeValueAsString(event.data())));
        }
        batches.batchUpdate(
                """
                insert into domain_event
                  (number, id, kind, at, data)
                values
                  (:number, :id, :kind, :at, cast(:data as jsonb))
                """,
                rows.toArray(MapSqlParameterSource[]::new));
    }

    /// The newest number; 0 before the first event.
    long head() {
        return jdbc.sql("select last_number from event_head").query(Long.class).single();
    }

    /// The number before the oldest event that is kept.
    long forgottenUpTo() {
        return jdbc.sql(
                        """
                        select coalesce(
                                 (select min(number) - 1 from domain_event),
                                 (select last_number from event_head)
                               )
                        """)
                .query(Long.class)
                .single();
    }

    /// Events after a number, in order.
    List<RecordedEvent> list(long after, int limit) {
        return jdbc.sql(
                        """
                        select number, id, kind, at, data
                          from domain_event
                         where number > :after
                         order by number
                         limit :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(this::event)
                .list();
    }

    /// Events of some kinds after a number, in order.
    List<RecordedEvent> list(long after, Collection<EventKind> kinds, int limit) {
        return jdbc.sql(
                        """
                        select number, id, kind, at, data
                          from domain_event
                         where number > :after
                           and kind = any(:kinds)
                         order by number
                         limit :limit
                        """)
                .param("after", after)
                .param("kinds", kinds.stream().map(EventKind::word).toArray(String[]::new))
                .param("limit", limit)
                .query(this::event)
                .list();
    }

    /// Forgets what is older; within a transaction.
    int deleteOlderThan(Instant limit) {
        jdbc.sql("select set_config('marshrut.forgetting', 'on', true)")
                .query(String.class)
                .single();
        // Up to a number, so that what is kept has no gaps.
        return jdbc.sql(
                        """
                        delete from domain_event
                         where number <= (select max(number) from domain_event where at < :limit)
                        """)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .update();
    }

    private RecordedEvent event(ResultSet row, int number) throws SQLException {
        String kind = row.getString("kind");
        return new RecordedEvent(
                row.getLong("number"),
                row.getObject("id", UUID.class),
                EventKind.find(kind).orElseThrow(() -> new IllegalStateException(kind)),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                json.readTree(row.getString("data")));
    }
}
