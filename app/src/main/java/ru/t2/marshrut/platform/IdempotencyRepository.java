package ru.t2.marshrut.platform;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL over idempotency keys.
@Repository
class IdempotencyRepository {

    private final JdbcClient jdbc;

    IdempotencyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is known of a key.
    ///
    /// @param seenAt when the instance that works on it last said so
    /// @param hasEffect whether it has changed anything yet
    /// @param answer empty while there is none
    record Known(
            String fingerprint,
            UUID instance,
            Instant seenAt,
            boolean hasEffect,
            Optional<KeptAnswer> answer,
            Instant createdAt) {}

    /// Makes a new key this instance's.
    ///
    /// @return whether the key is now this instance's; false if it is known already
    boolean claim(IdempotencyKey key, String fingerprint, UUID instance, Instant now) {
        return jdbc.sql(
                                """
                                insert into idempotency_key
                                  (actor, key, fingerprint, instance, seen_at, created_at)
                                values
                                  (:actor, :key, :fingerprint, :instance, :now, :now)
                                on conflict do nothing
                                """)
                        .param("actor", key.actor())
                        .param("key", key.key())
                        .param("fingerprint", fingerprint)
                        .param("instance", instance)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Known> find(IdempotencyKey key) {
        return jdbc.sql(
                        """
                        select fingerprint, instance, seen_at, has_effect,
                               status, content_type, location, body, created_at
                          from idempotency_key
                         where actor = :actor
                           and key = :key
                        """)
                .param("actor", key.actor())
                .param("key", key.key())
                .query((row, _) -> {
                    Integer status = row.getObject("status", Integer.class);
                    return new Known(
                            row.getString("fingerprint"),
                            row.getObject("instance", UUID.class),
                            row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                            row.getBoolean("has_effect"),
                            status == null
                                    ? Optional.empty()
                                    : Optional.of(
                                            new KeptAnswer(
                                                    status,
                                                    row.getString("content_type"),
                                                    row.getString("location"),
                                                    row.getBytes("body"))),
                            row.getObject("created_at", OffsetDateTime.class).toInstant());
                })
                .optional();
    }

    /// Takes over a key whose instance is gone and has changed nothing.
    boolean takeOver(IdempotencyKey key, Known known, UUID instance, Instant now) {
        return jdbc.sql(
                                """
                                update idempotency_key
                                   set instance = :instance, seen_at = :now
                                 where actor = :actor
                                   and key = :key
                                   and instance = :earlierInstance
                                   and seen_at = :earlierSeenAt
                                   and not has_effect
                                   and status is null
                                """)
                        .param("actor", key.actor())
                        .param("key", key.key())
                        .param("instance", instance)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("earlierInstance", known.instance())
                        .param("earlierSeenAt", known.seenAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Notes that the request has changed something.
    ///
    /// @return whether the key still belongs to this instance
    boolean markEffect(IdempotencyKey key, UUID instance) {
        return jdbc.sql(
                                """
                                update idempotency_key
                                   set has_effect = true
                                 where actor = :actor
                                   and key = :key
                                   and instance = :instance
                                   and status is null
                                """)
                        .param("actor", key.actor())
                        .param("key", key.key())
                        .param("instance", instance)
                        .update()
                == 1;
    }

    /// Keeps the answer of a request.
    ///
    /// @param onlyWithEffect keep the answer only if the request has changed something
    /// @return whether it is kept
    boolean keep(IdempotencyKey key, UUID instance, KeptAnswer answer, boolean onlyWithEffect) {
        return jdbc.sql(
                                """
                                update idempotency_key
                                   set status = :status, content_type = :contentType,
                                       location = :location, body = :body
                                 where actor = :actor
                                   and key = :key
                                   and instance = :instance
                                   and status is null
                                   and (has_effect or not :onlyWithEffect)
                                """)
                        .param("actor", key.actor())
                        .param("key", key.key())
                        .param("instance", instance)
                        .param("status", answer.status())
                        .param("contentType", answer.contentType())
                        .param("location", answer.location())
                        .param("body", answer.body())
                        .param("onlyWithEffect", onlyWithEffect)
                        .update()
                == 1;
    }

    /// Forgets a key that has no answer, so that it can be used again.
    void release(IdempotencyKey key, UUID instance) {
        jdbc.sql(
                        """
                        delete from idempotency_key
                         where actor = :actor
                           and key = :key
                           and instance = :instance
                           and status is null
                           and not has_effect
                        """)
                .param("actor", key.actor())
                .param("key", key.key())
                .param("instance", instance)
                .update();
    }

    /// Says that this instance is alive and works on its keys.
    void renew(UUID instance, Instant now) {
        jdbc.sql(
                        """
                        update idempotency_key
                           set seen_at = :now
                         where instance = :instance
                           and status is null
                           and created_at > :now - interval '1 day'
                        """)
                .param("instance", instance)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Forgets old keys.
    ///
    /// @return how many
    int deleteOlderThan(Instant limit) {
        return jdbc.sql(
                        """
                        delete from idempotency_key
                         where created_at < :limit
                        """)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// An answer as it is given again.
    ///
    /// @param body null: it was too large to keep; nobody changes it
    @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
    record KeptAnswer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            byte @Nullable [] body) {}
}
