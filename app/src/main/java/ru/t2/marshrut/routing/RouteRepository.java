package ru.t2.marshrut.routing;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.assistant.Decision;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the routes that were made.
@Repository
class RouteRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RouteRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(OptimizedRoute route, RouteAnswer answer, String fingerprint) {
        var candidate = route.route();
        jdbc.sql(
                        """
                        insert into route
                          (id, created_at, request_id, fingerprint, stop_count, distance_metres, duration_seconds,
                           broken_seconds, cost_kopecks, distance_source, model_used, fallback_reason,
                           model_run_id, quality_score, answer)
                        values
                          (:id, :createdAt, :requestId, :fingerprint, :stopCount, :distanceMetres, :durationSeconds,
                           :brokenSeconds, :costKopecks, :distanceSource, :modelUsed, :fallbackReason,
                           :modelRunId, :qualityScore, :answer::jsonb)
                        """)
                .param("id", route.id())
                .param("createdAt", route.createdAt())
                .param("requestId", MDC.get("request_id"))
                .param("fingerprint", fingerprint)
                .param("stopCount", candidate.order().size())
                .param("distanceMetres", candidate.distanceMetres())
                .param("durationSeconds", candidate.durationSeconds())
                .param("brokenSeconds", candidate.brokenSeconds())
                .param("costKopecks", route.cost().kopecks())
                .param("distanceSource", answer.distanceSource().name())
                .param("modelUsed", route.modelUsed())
                .param("fallbackReason", route.fallbackReason().orElse(null))
                .param("modelRunId", route.decision().map(Decision.Chosen::runId).orElse(null))
                .param("qualityScore", answer.qualityScore())
                .param("answer", json.writeValueAsString(answer))
                .update();
    }

    /// The shortest stored route for the same task that breaks its promises by no more.
    OptionalLong findShortestMetres(String fingerprint, long brokenSeconds) {
        return jdbc.sql(
                        """
                        select min(distance_metres)
                        from route
                        where fingerprint = :fingerprint
                          and broken_seconds <= :brokenSeconds
                        """)
                .param("fingerprint", fingerprint)
                .param("brokenSeconds", brokenSeconds)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /// The answer as it was given.
    Optional<RouteAnswer> find(UUID id) {
        return jdbc.sql(
                        """
                        select answer
                        from route
                        where id = :id
                        """)
                .param("id", id)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, RouteAnswer.class));
    }
}
