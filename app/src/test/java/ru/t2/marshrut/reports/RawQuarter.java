package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// The quarter of [ReportFixture] as the raw tables have it, for tests that count it anew and
/// compare that with the insights. It is made once for all of them, so whoever changes it puts it
/// back.
final class RawQuarter {

    record Store(
            String id,
            String category,
            String district,
            GeoPoint place,
            @Nullable LocalTime closes) {}

    record Rep(String id, GeoPoint home, BigDecimal city, BigDecimal highway, long price) {}

    record Fact(
            String outcome,
            String repId,
            LocalDate day,
            @Nullable Instant arrived,
            @Nullable Instant left) {}

    record Call(
            UUID id,
            String storeId,
            String status,
            @Nullable LocalDate day,
            @Nullable String repId,
            boolean extra,
            int start,
            int departure,
            @Nullable Fact fact) {

        boolean isOpen() {
            return status.equals("planned") || status.equals("rescheduled");
        }

        /// What is known of the placement that counts now.
        @Nullable Fact now() {
            return fact != null
                            && (fact.outcome().equals("in_progress")
                                    || fact.outcome().equals(status))
                    ? fact
                    : null;
        }

        /// Whichever placement it was at.
        @Nullable Instant arrived() {
            return fact == null ? null : fact.arrived();
        }

        boolean isWithin(LocalDate from, LocalDate to) {
            return day != null && !day.isBefore(from) && !day.isAfter(to);
        }
    }

    record Route(String repId, LocalDate day, long metres, long travel, long span, long kopecks) {}

    record Span(String parameters, LocalDate from, LocalDate to) {
        static Span of(String parameters, String from, String to) {
            return new Span(parameters, LocalDate.parse(from), LocalDate.parse(to));
        }
    }

    static final List<Span> SPANS =
            List.of(
                    Span.of("quarter=2026-Q2", "2026-04-01", "2026-06-30"),
                    Span.of("month=2026-05", "2026-05-01", "2026-05-31"),
                    Span.of("from=2026-04-20&to=2026-05-12", "2026-04-20", "2026-05-12"));

    private static final class Shared {
        static final RawQuarter INSTANCE = new RawQuarter();
    }

    final TestApplication application;
    final HttpCalls http;
    final Map<String, Store> stores;
    final Map<String, Rep> reps;
    final List<Call> calls;
    final List<Route> routes;

    private RawQuarter() {
        application =
                ReportFixture.start(
                        YearMonth.of(2026, 4), YearMonth.of(2026, 5), YearMonth.of(2026, 6));
        http = application.http();
        var jdbc = application.jdbc();
        var closings = new HashMap<String, LocalTime>();
        jdbc.sql("select store_id, end_time from store_window")
                .query((ResultSet row) -> {
                    closings.merge(
                            row.getString(1),
                            row.getObject(2, LocalTime.class),
                            (a, b) -> a.isAfter(b) ? a : b);
                });
        stores =
                jdbc
                        .sql("select id, category, district, lat, lon from store")
                        .query((row, _) ->
                                new Store(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        new GeoPoint(row.getDouble(4), row.getDouble(5)),
                                        closings.get(row.getString(1))))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Store::id, Function.identity()));
        reps =
                jdbc
                        .sql(
                                """
                                select rep.id, home_lat, home_lon, litres_per_100_km_city, litres_per_100_km_highway,
                                       fuel_kopecks_per_litre
                                  from rep
                                  join vehicle
                                    on vehicle.id = vehicle_id
                                """)
                        .query((row, _) ->
                                new Rep(
                                        row.getString(1),
                                        new GeoPoint(row.getDouble(2), row.getDouble(3)),
                                        row.getBigDecimal(4),
                                        row.getBigDecimal(5),
                                        row.getLong(6)))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Rep::id, Function.identity()));
        var facts = new HashMap<UUID, Fact>();
        jdbc.sql(
                        "select visit_id, outcome, rep_id, visit_date, arrived_at, left_at from visit_fact")
                .query((ResultSet row) -> {
                    facts.put(
                            row.getObject(1, UUID.class),
                            new Fact(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getObject(4, LocalDate.class),
                                    instant(row.getObject(5, OffsetDateTime.class)),
                                    instant(row.getObject(6, OffsetDateTime.class))));
                });
        calls =
                jdbc.sql(
                                """
                                select id, store_id, status, visit_date, rep_id, extra, start_seconds,
                                       departure_seconds
                                  from visit
                                 where plan_id in (select id from plan where kind = 'published')
                                """)
                        .query((row, _) ->
                                new Call(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getObject(4, LocalDate.class),
                                        row.getString(5),
                                        row.getBoolean(6),
                                        row.getInt(7),
                                        row.getInt(8),
                                        facts.get(row.getObject(1, UUID.class))))
                        .list();
        routes =
                jdbc.sql(
                                """
                                select rep_id, day, distance_metres, travel_seconds, start_seconds, end_seconds,
                                       cost_kopecks
                                  from rep_day
                                 where plan_id in (select id from plan where kind = 'published')
                                """)
                        .query((row, _) ->
                                new Route(
                                        row.getString(1),
                                        row.getObject(2, LocalDate.class),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(6) - row.getLong(5),
                                        row.getLong(7)))
                        .list();
    }

    /// The one that lasts as long as the JVM.
    static RawQuarter shared() {
        return Shared.INSTANCE;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    JsonNode insights(String parameters) {
        var answer = http.get("/api/v1/insights?" + parameters);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    List<Call> within(Span span, Predicate<Call> which) {
        return calls.stream()
                .filter(call -> call.isWithin(span.from(), span.to()))
                .filter(which)
                .toList();
    }

    Store store(Call call) {
        return Objects.requireNonNull(stores.get(call.storeId()));
    }

    static long count(Collection<Call> calls, Predicate<Call> which) {
        return calls.stream().filter(which).count();
    }

    static void assertShare(JsonNode percent, long part, long whole, String name) {
        if (whole == 0) {
            assertThat(percent.isNull()).as(name).isTrue();
        } else {
            assertThat(percent.asDouble())
                    .as(name)
                    .isEqualTo(Math.round(1000.0 * part / whole) / 10.0);
        }
    }
}
