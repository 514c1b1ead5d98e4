package ru.t2.marshrut.integration;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL over the tokens of calendars.
@Repository
class CalendarTokenRepository {

    private final JdbcClient jdbc;

    CalendarTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is known of a rep's token.
    record Row(String hash, Instant createdAt) {}

    Optional<Row> find(String repId) {
        return jdbc.sql("select token_hash, created_at from calendar_token where rep_id = :repId")
                .param("repId", repId)
                .query((row, _) ->
                        new Row(
                                row.getString("token_hash"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /// A new one takes the place of the old.
    void put(String repId, Row token) {
        jdbc.sql(
                        """
                        insert into calendar_token
                          (rep_id, token_hash, created_at)
                        values
                          (:repId, :hash, :createdAt)
                        on conflict (rep_id) do update
                           set token_hash = excluded.token_hash, created_at = excluded.created_at
                        """)
                .param("repId", repId)
                .param("hash", token.hash())
                .param("createdAt", token.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(String repId) {
        jdbc.sql("delete from calendar_token where rep_id = :repId").param("repId", repId).update();
    }
}
