package ru.t2.marshrut.disruption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// All SQL over disruptions.
@Repository
class DisruptionRepository {

    private static final String SELECT =
            """
            select id, state, author, request, preview, proposal, change_id, created_at, applied_at,
                   undone_at
              from disruption
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DisruptionRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A disruption with what is needed to carry it out.
    record Row(Disruption disruption, StoredProposal proposal) {

        boolean isPreviewed() {
            return disruption.state() == Disruption.State.PREVIEWED;
        }
    }

    void insert(Disruption disruption, StoredProposal proposal) {
        jdbc.sql(
                        """
                        insert into disruption
                          (id, kind, first_day, last_day, author, request, preview, proposal, created_at)
                        values
                          (:id, :kind, :firstDay, :lastDay, :author, cast(:request as jsonb),
                           cast(:preview as jsonb), cast(:proposal as jsonb), :createdAt)
                        """)
                .param("id", disruption.id())
                .param("kind", disruption.request().kind().word())
                .param("firstDay", disruption.request().from())
                .param("lastDay", disruption.request().lastDay())
                .param("author", disruption.author())
                .param("request", json.writeValueAsString(disruption.request()))
                .param("preview", json.writeValueAsString(disruption.preview()))
                .param("proposal", json.writeValueAsString(proposal))
                .param("createdAt", disruption.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id").param("id", id).query(this::row).optional();
    }

    /// The same, and nobody else may change it until the transaction ends.
    Optional<Row> lock(UUID id) {
        return jdbc.sql(SELECT + " where id = :id for update")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    void markApplied(UUID id, @Nullable UUID changeId, Instant at) {
        jdbc.sql(
                        """
                        update disruption
                           set state = 'applied', change_id = :changeId, applied_at = :at
                         where id = :id
                        """)
                .param("id", id)
                .param("changeId", changeId, Types.OTHER)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void markUndone(UUID id, Instant at) {
        jdbc.sql("update disruption set state = 'undone', undone_at = :at where id = :id")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    long count(Optional<String> state) {
        return jdbc.sql(
                        """
                        select count(*)
                          from disruption
                         where cast(:state as text) is null or state = :state
                        """)
                .param("state", state.orElse(null))
                .query(Long.class)
                .single();
    }

    /// The newest first.
    List<Disruption> list(Optional<String> state, int limit, int offset) {
        return jdbc
                .sql(
                        SELECT
                                + """
                                 where cast(:state as text) is null or state = :state
                                 order by created_at desc, id
                                 limit :limit offset :offset
                                """)
                .param("state", state.orElse(null))
                .param("limit", limit)
                .param("offset", offset)
                .query(this::row)
                .list()
                .stream()
                .map(Row::disruption)
                .toList();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new Disruption(
                        row.getObject("id", UUID.class),
                        Disruption.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        json.readValue(row.getString("request"), DisruptionRequest.class),
                        json.readValue(row.getString("preview"), DisruptionPreview.class),
                        row.getString("author"),
                        row.getObject("change_id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row, "applied_at"),
                        instant(row, "undone_at")),
                json.readValue(row.getString("proposal"), StoredProposal.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
