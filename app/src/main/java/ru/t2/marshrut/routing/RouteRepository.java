package ru.t2.marshrut.routing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.assistant.Decision;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.roads.TransportMode;
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

    void insert(
            OptimizedRoute route,
            RouteAnswer answer,
            RouteComparison comparison,
            String fingerprint) {
        var candidate = route.route();
        var task = route.task();
        var start = task.start();
        var end = task.returnToStart() ? start : task.end();
        jdbc.sql(
                        """
                        insert into route
                          (id, created_at, request_id, fingerprint, stop_count, distance_metres, duration_seconds,
                           broken_seconds, cost_kopecks, distance_source, model_used, fallback_reason,
                           model_run_id, quality_score, answer, stop_ids, chosen_by, transport_mode,
                           start_lat, start_lon, end_lat, end_lon, comparison)
                        values
                          (:id, :createdAt, :requestId, :fingerprint, :stopCount, :distanceMetres, :durationSeconds,
                           :brokenSeconds, :costKopecks, :distanceSource, :modelUsed, :fallbackReason,
                           :modelRunId, :qualityScore, :answer::jsonb, :stopIds, :chosenBy, :transportMode,
                           :startLat, :startLon, :endLat, :endLon, :comparison::jsonb)
                        """)
                .param("id", route.id())
                .param("createdAt", route.createdAt())
                .param("requestId", MDC.get("request_id"))
                .param("fingerprint", fingerprint)
                .param("stopCount", candidate.order().size())
                .param("distanceMetres", candidate.distanceMetres())
                .param("durationSeconds", candidate.durationSeconds())
                .param("brokenSeconds", candidate.brokenSeconds())
                .param("costKopecks", candidate.cost().kopecks())
                .param("distanceSource", answer.distanceSource().name())
                .param("modelUsed", route.modelUsed())
                .param("fallbackReason", route.fallbackReason().orElse(null))
                .param("modelRunId", route.decision().map(Decision.Chosen::runId).orElse(null))
                .param("qualityScore", answer.qualityScore())
                .param("answer", json.writeValueAsString(answer))
                .param(
                        "stopIds",
                        answer.locations().stream()
                                .map(RouteAnswer.StopAnswer::id)
                                .toArray(String[]::new))
                .param("chosenBy", json.convertValue(route.chosenBy(), String.class))
                .param("transportMode", task.transportMode().name())
                .param("startLat", start.map(GeoPoint::lat).orElse(null))
                .param("startLon", start.map(GeoPoint::lon).orElse(null))
                .param("endLat", end.map(GeoPoint::lat).orElse(null))
                .param("endLon", end.map(GeoPoint::lon).orElse(null))
                .param("comparison", json.writeValueAsString(comparison))
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
        return findTravelled(id).map(TravelledRoute::answer);
    }

    /// The answer with where the route begins and ends and how one travels.
    Optional<TravelledRoute> findTravelled(UUID id) {
        return jdbc.sql(
                        """
                        select answer, transport_mode, start_lat, start_lon, end_lat, end_lon
                        from route
                        where id = :id
                        """)
                .param("id", id)
                .query((row, _) ->
                        new TravelledRoute(
                                json.readValue(row.getString("answer"), RouteAnswer.class),
                                TransportMode.valueOf(row.getString("transport_mode")),
                                point(row, "start_lat", "start_lon"),
                                point(row, "end_lat", "end_lon")))
                .optional();
    }

    private static Optional<GeoPoint> point(ResultSet row, String lat, String lon)
            throws SQLException {
        Double degrees = row.getObject(lat, Double.class);
        return degrees == null
                ? Optional.empty()
                : Optional.of(new GeoPoint(degrees, row.getDouble(lon)));
    }

    /// Empty for a route of before comparisons were kept, as for one that is not there.
    Optional<RouteComparison> findComparison(UUID id) {
        return jdbc.sql(
                        """
                        select comparison
                        from route
                        where id = :id
                          and comparison is not null
                        """)
                .param("id", id)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, RouteComparison.class));
    }

    long count(RouteFilter filter) {
        return filtered("select count(*) " + FILTERED, filter).query(Long.class).single();
    }

    /// The newest first.
    List<RouteListItem> list(RouteFilter filter, int limit, int offset) {
        return filtered(
                        """
                        select id, answer ->> 'name' as name, created_at, stop_count, distance_metres,
                          duration_seconds, cost_kopecks, distance_source, model_used, fallback_reason, chosen_by,
                          quality_score, jsonb_array_length(answer -> 'violations') as violations
                        """
                                + FILTERED
                                + """
                                order by created_at desc, id
                                limit :limit
                                offset :offset
                                """,
                        filter)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, _) -> RouteListItem.of(row, filter.zone()))
                .list();
    }

    private static final String FILTERED =
            """
            from route
            where created_at >= :from
              and created_at < :until
              and (cast(:modelUsed as text) is null or model_used = :modelUsed)
              and (cast(:stopId as text) is null or stop_ids @> array[cast(:stopId as text)])
              and (cast(:inTime as boolean) is null or (broken_seconds = 0) = :inTime)
            """;

    private JdbcClient.StatementSpec filtered(String sql, RouteFilter filter) {
        return jdbc.sql(sql)
                .param("from", filter.from())
                .param("until", filter.until())
                .param("modelUsed", orNull(filter.modelUsed()))
                .param("stopId", orNull(filter.stopId()))
                .param("inTime", filter.inTime().orElse(null));
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }
}
