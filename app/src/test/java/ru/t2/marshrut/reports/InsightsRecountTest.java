package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.Json;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// Every figure of the insights beside one counted anew from the raw tables, by plain loops.
class InsightsRecountTest {

    private static TestApplication application;
    private static HttpCalls http;
    private static Map<String, Store> stores = Map.of();
    private static Map<String, Rep> reps = Map.of();
    private static List<Call> calls = List.of();
    private static List<Route> routes = List.of();

    private record Store(
            String id,
            String category,
            String district,
            GeoPoint place,
            @Nullable LocalTime closes) {}

    private record Rep(String id, GeoPoint home, BigDecimal city, BigDecimal highway, long price) {}

    private record Fact(
            String outcome,
            String repId,
            LocalDate day,
            @Nullable Instant arrived,
            @Nullable Instant left) {}

    private record Call(
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

        boolean isWithin(LocalDate from, LocalDate to) {
            return day != null && !day.isBefore(from) && !day.isAfter(to);
        }
    }

    private record Route(
            String repId, LocalDate day, long metres, long travel, long span, long kopecks) {}

    @BeforeAll
    static void live() {
        application =
                ReportFixture.start(
                        YearMonth.of(2026, 4), YearMonth.of(2026, 5), YearMonth.of(2026, 6));
        http = application.http();
        read();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static void read() {
        var jdbc = application.jdbc();
        var closings = new HashMap<String, LocalTime>();
        jdbc.sql("select store_id, end_time from store_window")
                .query((java.sql.ResultSet row) -> {
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
                .query((java.sql.ResultSet row) -> {
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

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static JsonNode insights(String parameters) {
        var answer = http.get("/api/v1/insights?" + parameters);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private record Span(String parameters, LocalDate from, LocalDate to) {
        static Span of(String parameters, String from, String to) {
            return new Span(parameters, LocalDate.parse(from), LocalDate.parse(to));
        }
    }

    private static final List<Span> SPANS =
            List.of(
                    Span.of("quarter=2026-Q2", "2026-04-01", "2026-06-30"),
                    Span.of("month=2026-05", "2026-05-01", "2026-05-31"),
                    Span.of("from=2026-04-20&to=2026-05-12", "2026-04-20", "2026-05-12"));

    private static List<Call> within(Span span, Predicate<Call> which) {
        return calls.stream()
                .filter(call -> call.isWithin(span.from(), span.to()))
                .filter(which)
                .toList();
    }

    /// Runs a check for all, each category, district and rep of a section.
    private static void forEachGroup(JsonNode section, GroupCheck check) {
        check.check(section.get("total"), _ -> true, "total");
        for (var line : section.get("by_category")) {
            String key = line.get("key").asString();
            check.check(
                    line.get("figures"),
                    call -> store(call).category().equals(key),
                    "category " + key);
        }
        for (var line : section.get("by_district")) {
            String key = line.get("key").asString();
            check.check(
                    line.get("figures"),
                    call -> store(call).district().equals(key),
                    "district " + key);
        }
        for (var line : section.get("by_rep")) {
            String key = line.get("key").asString();
            check.check(line.get("figures"), call -> key.equals(call.repId()), "rep " + key);
        }
        assertThat(section.get("by_category")).hasSize(4);
        assertThat(section.get("by_district").size()).isGreaterThan(20);
        assertThat(section.get("by_rep")).hasSize(4);
    }

    private interface GroupCheck {
        void check(JsonNode figures, Predicate<Call> group, String name);
    }

    private static Store store(Call call) {
        return Objects.requireNonNull(stores.get(call.storeId()));
    }

    @Test
    void planAndFactAreThoseOfTheRecount() {
        for (var span : SPANS) {
            forEachGroup(
                    insights(span.parameters()).get("completion"),
                    (figures, group, name) -> {
                        var mine = within(span, group);
                        long planned =
                                mine.stream().filter(c -> !c.status().equals("cancelled")).count();
                        long completed = count(mine, c -> c.status().equals("completed"));
                        assertThat(figures.get("planned").asLong()).as(name).isEqualTo(planned);
                        assertThat(figures.get("completed").asLong()).as(name).isEqualTo(completed);
                        assertThat(figures.get("skipped").asLong())
                                .isEqualTo(count(mine, c -> c.status().equals("skipped")));
                        assertThat(figures.get("cancelled").asLong())
                                .isEqualTo(count(mine, c -> c.status().equals("cancelled")));
                        assertThat(figures.get("overdue").asLong())
                                .isEqualTo(count(mine, Call::isOpen));
                        assertThat(figures.get("open").asLong()).isZero();
                        assertThat(figures.get("extra").asLong())
                                .isEqualTo(
                                        count(
                                                mine,
                                                c -> c.extra() && !c.status().equals("cancelled")));
                        assertShare(figures.get("percent"), completed, planned, name);
                    });
        }
    }

    private static long count(Collection<Call> calls, Predicate<Call> which) {
        return calls.stream().filter(which).count();
    }

    private static void assertShare(JsonNode percent, long part, long whole, String name) {
        if (whole == 0) {
            assertThat(percent.isNull()).as(name).isTrue();
        } else {
            assertThat(percent.asDouble())
                    .as(name)
                    .isEqualTo(Math.round(1000.0 * part / whole) / 10.0);
        }
    }

    /// A store's norm in the months and quarters that a span touches.
    private record Norm(long due, long done, long covered, long expected) {}

    private static Norm norm(Store store, Span span) {
        int visits = Map.of("A", 3, "B", 2).getOrDefault(store.category(), 1);
        int months = store.category().equals("D") ? 3 : 1;
        var month = YearMonth.from(span.from());
        if (months == 3) {
            month = month.minusMonths((month.getMonthValue() - 1) % 3);
        }
        long due = 0;
        long done = 0;
        long covered = 0;
        long expected = 0;
        for (; !month.atDay(1).isAfter(span.to()); month = month.plusMonths(months)) {
            var first = month.atDay(1);
            var last = month.plusMonths(months - 1).atEndOfMonth();
            var end = last.isBefore(span.to()) ? last : span.to();
            long made = 0;
            long open = 0;
            for (var call : calls) {
                if (call.storeId().equals(store.id())
                        && !call.extra()
                        && call.isWithin(first, end)) {
                    made += call.status().equals("completed") ? 1 : 0;
                    open += call.isOpen() ? 1 : 0;
                }
            }
            due += visits;
            done += made;
            covered += Math.min(made, visits);
            expected += Math.min(made + open, visits);
        }
        return new Norm(due, done, covered, expected);
    }

    @Test
    void coverageOfTheNormIsThatOfTheRecount() {
        for (var span : SPANS) {
            var section = insights(span.parameters()).get("coverage");
            var owners = owners(span);
            var norms = new HashMap<String, Norm>();
            stores.values().forEach(store -> norms.put(store.id(), norm(store, span)));
            var groups = new TreeMap<String, List<Store>>();
            for (var store : stores.values()) {
                for (String group :
                        List.of(
                                "total",
                                "c " + store.category(),
                                "d " + store.district(),
                                "r " + owners.getOrDefault(store.id(), "-"))) {
                    groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(store);
                }
            }
            var told = new TreeMap<String, JsonNode>();
            told.put("total", section.get("total"));
            put(told, "c ", section.get("by_category"));
            put(told, "d ", section.get("by_district"));
            put(told, "r ", section.get("by_rep"));
            // A store without any call belongs to no rep, and such a line has no key.
            assertThat(told.keySet()).isEqualTo(groups.keySet());
            groups.forEach((name, members) -> {
                var figures = Objects.requireNonNull(told.get(name));
                long due = sum(members, norms, Norm::due);
                long covered = sum(members, norms, Norm::covered);
                assertThat(figures.get("stores").asInt()).as(name).isEqualTo(members.size());
                assertThat(figures.get("due").asLong()).as(name).isEqualTo(due);
                assertThat(figures.get("done").asLong())
                        .as(name)
                        .isEqualTo(sum(members, norms, Norm::done));
                assertThat(figures.get("covered").asLong()).as(name).isEqualTo(covered);
                assertShare(figures.get("percent"), covered, due, name);
                assertShare(
                        figures.get("expected_percent"),
                        sum(members, norms, Norm::expected),
                        due,
                        name);
                assertThat(figures.get("stores_met").asLong())
                        .isEqualTo(
                                members.stream()
                                        .filter(store -> {
                                            var norm =
                                                    Objects.requireNonNull(norms.get(store.id()));
                                            return norm.covered() == norm.due();
                                        })
                                        .count());
                assertThat(figures.get("stores_visited").asLong())
                        .as(name)
                        .isEqualTo(
                                members.stream()
                                        .filter(store ->
                                                !within(
                                                                span,
                                                                c ->
                                                                        c.storeId()
                                                                                        .equals(
                                                                                                store
                                                                                                        .id())
                                                                                && c.status()
                                                                                        .equals(
                                                                                                "completed"))
                                                        .isEmpty())
                                        .count());
            });
        }
    }

    private static void put(Map<String, JsonNode> told, String prefix, JsonNode lines) {
        for (var line : lines) {
            told.put(
                    prefix + (line.get("key").isNull() ? "-" : line.get("key").asString()),
                    line.get("figures"));
        }
    }

    private static long sum(
            List<Store> members, Map<String, Norm> norms, Function<Norm, Long> figure) {
        return members.stream()
                .mapToLong(store -> figure.apply(Objects.requireNonNull(norms.get(store.id()))))
                .sum();
    }

    /// Who has most of a store's calls from the quarter's beginning on.
    private static Map<String, String> owners(Span span) {
        var first = YearMonth.from(span.from());
        var from = first.minusMonths((first.getMonthValue() - 1) % 3).atDay(1);
        var counts = new HashMap<String, Map<String, Long>>();
        for (var call : calls) {
            if (call.isWithin(from, span.to())
                    && (call.isOpen() || call.status().equals("completed"))) {
                counts.computeIfAbsent(call.storeId(), _ -> new TreeMap<>())
                        .merge(Objects.requireNonNull(call.repId()), 1L, Long::sum);
            }
        }
        var owners = new HashMap<String, String>();
        counts.forEach((store, byRep) ->
                owners.put(
                        store,
                        byRep.entrySet().stream()
                                .max(
                                        Map.Entry.<String, Long>comparingByValue()
                                                .thenComparing(
                                                        Map.Entry.comparingByKey(
                                                                Comparator.reverseOrder())))
                                .orElseThrow()
                                .getKey()));
        return owners;
    }

    @Test
    void timeInStoresIsThatOfTheRecount() {
        for (var span : SPANS) {
            forEachGroup(
                    insights(span.parameters()).get("time_in_store"),
                    (figures, group, name) -> {
                        var measured =
                                within(
                                        span,
                                        group.and(c -> {
                                            var fact = c.now();
                                            return c.status().equals("completed")
                                                    && fact != null
                                                    && fact.arrived() != null
                                                    && fact.left() != null;
                                        }));
                        assertThat(figures.get("measured").asLong())
                                .as(name)
                                .isEqualTo(measured.size());
                        if (measured.isEmpty()) {
                            assertThat(figures.get("minutes").isNull()).isTrue();
                            return;
                        }
                        assertThat(figures.get("minutes").asDouble())
                                .as(name)
                                .isEqualTo(
                                        oneDecimal(
                                                measured.stream()
                                                                .mapToLong(
                                                                        InsightsRecountTest::spent)
                                                                .sum()
                                                        / (60.0 * measured.size())));
                        assertThat(figures.get("planned_minutes").asDouble())
                                .as(name)
                                .isEqualTo(
                                        oneDecimal(
                                                measured.stream()
                                                                .mapToLong(c ->
                                                                        c.departure() - c.start())
                                                                .sum()
                                                        / (60.0 * measured.size())));
                        long[] sorted =
                                measured.stream()
                                        .mapToLong(InsightsRecountTest::spent)
                                        .sorted()
                                        .toArray();
                        assertThat(figures.get("median_minutes").asDouble())
                                .as(name)
                                .isEqualTo(oneDecimal(quantile(sorted, 0.5) / 60));
                        assertThat(figures.get("p90_minutes").asDouble())
                                .as(name)
                                .isEqualTo(oneDecimal(quantile(sorted, 0.9) / 60));
                    });
        }
    }

    private static long spent(Call call) {
        var fact = Objects.requireNonNull(call.now());
        return Duration.between(
                        Objects.requireNonNull(fact.arrived()), Objects.requireNonNull(fact.left()))
                .toSeconds();
    }

    private static double quantile(long[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = (int) Math.ceil(at);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static double oneDecimal(double value) {
        return BigDecimal.valueOf(value)
                .setScale(8, RoundingMode.HALF_UP)
                .setScale(1, RoundingMode.HALF_UP)
                .doubleValue();
    }

    @Test
    void latenessIsThatOfTheRecount() {
        for (var span : SPANS) {
            forEachGroup(
                    insights(span.parameters()).get("lateness"),
                    (figures, group, name) -> {
                        long measured = 0;
                        long late = 0;
                        long afterWindow = 0;
                        long lateSeconds = 0;
                        for (var call : within(span, group)) {
                            var fact = call.now();
                            if (fact == null
                                    || fact.arrived() == null
                                    || call.status().equals("cancelled")) {
                                continue;
                            }
                            measured++;
                            var day = Objects.requireNonNull(call.day());
                            var start =
                                    day.atTime(LocalTime.ofSecondOfDay(call.start()))
                                            .atZone(ReportFixture.ZONE);
                            long seconds =
                                    Duration.between(start.toInstant(), fact.arrived()).toSeconds();
                            if (seconds > 900) {
                                late++;
                                lateSeconds += seconds;
                            }
                            var closes = store(call).closes();
                            var local = fact.arrived().atZone(ReportFixture.ZONE).toLocalDateTime();
                            if (local.toLocalDate().isAfter(day)
                                    || (closes != null && local.toLocalTime().isAfter(closes))) {
                                afterWindow++;
                            }
                        }
                        assertThat(figures.get("measured").asLong()).as(name).isEqualTo(measured);
                        assertThat(figures.get("late").asLong()).as(name).isEqualTo(late);
                        assertThat(figures.get("after_window").asLong())
                                .as(name)
                                .isEqualTo(afterWindow);
                        assertShare(figures.get("late_percent"), late, measured, name);
                        if (late > 0) {
                            assertThat(figures.get("late_minutes").asDouble())
                                    .as(name)
                                    .isEqualTo(oneDecimal(lateSeconds / (60.0 * late)));
                        }
                    });
        }
    }

    /// A rep's day outside, from facts.
    private record Outing(String repId, LocalDate day, List<Call> calls) {}

    private static List<Outing> outings(Span span) {
        var found = new TreeMap<String, Outing>();
        for (var call : calls) {
            var fact = call.fact();
            boolean arrived = fact != null && fact.arrived() != null;
            if (!arrived && !call.status().equals("completed")) {
                continue;
            }
            String rep = fact != null ? fact.repId() : Objects.requireNonNull(call.repId());
            var day =
                    arrived
                            ? LocalDate.ofInstant(
                                    Objects.requireNonNull(Objects.requireNonNull(fact).arrived()),
                                    ReportFixture.ZONE)
                            : fact != null ? fact.day() : Objects.requireNonNull(call.day());
            if (!day.isBefore(span.from()) && !day.isAfter(span.to())) {
                found.computeIfAbsent(rep + " " + day, _ -> new Outing(rep, day, new ArrayList<>()))
                        .calls()
                        .add(call);
            }
        }
        return List.copyOf(found.values());
    }

    private static @Nullable Instant arrival(Call call) {
        var fact = call.fact();
        return fact == null ? null : fact.arrived();
    }

    @Test
    void outingsAreThoseOfTheFacts() {
        for (var span : SPANS) {
            var section = insights(span.parameters()).get("outings");
            var all = outings(span);
            for (var line : section.get("by_rep")) {
                String rep = line.get("key").asString();
                assertOutings(
                        line.get("figures"),
                        all.stream().filter(outing -> outing.repId().equals(rep)).toList(),
                        routes.stream().filter(route -> route.repId().equals(rep)).toList(),
                        span);
            }
            assertOutings(section.get("total"), all, routes, span);
        }
    }

    private static void assertOutings(
            JsonNode figures, List<Outing> outings, List<Route> routes, Span span) {
        assertThat(figures.get("outings").asInt()).isEqualTo(outings.size());
        assertThat(figures.get("planned").asLong())
                .isEqualTo(
                        routes.stream()
                                .filter(route ->
                                        !route.day().isBefore(span.from())
                                                && !route.day().isAfter(span.to()))
                                .count());
        Set<String> different = new HashSet<>();
        long visits = 0;
        long seconds = 0;
        for (var outing : outings) {
            for (var call : outing.calls()) {
                different.add(call.storeId());
                visits += call.status().equals("completed") ? 1 : 0;
            }
            seconds += atStores(outing);
        }
        assertThat(figures.get("visits").asLong()).isEqualTo(visits);
        assertThat(figures.get("stores").asInt()).isEqualTo(different.size());
        assertThat(figures.get("hours").decimalValue())
                .isEqualByComparingTo(
                        BigDecimal.valueOf(seconds)
                                .divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP));
    }

    private static long atStores(Outing outing) {
        var times = new ArrayList<Instant>();
        for (var call : outing.calls()) {
            var arrived = arrival(call);
            if (arrived != null) {
                times.add(arrived);
                var left = Objects.requireNonNull(call.fact()).left();
                if (left != null) {
                    times.add(left);
                }
            }
        }
        times.sort(Comparator.naturalOrder());
        return times.isEmpty()
                ? 0
                : Duration.between(times.getFirst(), times.getLast()).toSeconds();
    }

    @Test
    void waysPlannedAndDrivenAreThoseOfTheRecount() {
        for (var span : SPANS) {
            var section = insights(span.parameters()).get("travel");
            var outings = outings(span);
            var mine =
                    routes.stream()
                            .filter(route ->
                                    !route.day().isBefore(span.from())
                                            && !route.day().isAfter(span.to()))
                            .toList();
            var out =
                    outings.stream()
                            .map(outing -> outing.repId() + outing.day())
                            .collect(Collectors.toSet());
            var total = section.get("total");
            assertWay(total.get("planned"), mine);
            assertWay(
                    total.get("planned_then"),
                    mine.stream()
                            .filter(route -> out.contains(route.repId() + route.day()))
                            .toList());
            long metres = 0;
            long kopecks = 0;
            for (var outing : outings) {
                var rep = Objects.requireNonNull(reps.get(outing.repId()));
                var legs = legs(rep, outing);
                metres += legs.stream().mapToLong(Long::longValue).sum();
                kopecks += kopecks(rep, legs);
            }
            assertThat(total.get("driven").get("days").asInt()).isEqualTo(outings.size());
            assertThat(total.get("driven").get("distance_km").decimalValue())
                    .isEqualByComparingTo(km(metres));
            assertThat(total.get("driven").get("cost_rub").decimalValue())
                    .isEqualByComparingTo(BigDecimal.valueOf(kopecks, 2));
            BigDecimal perRep = BigDecimal.ZERO;
            for (var line : section.get("by_rep")) {
                perRep =
                        perRep.add(
                                line.get("figures").get("driven").get("cost_rub").decimalValue());
            }
            assertThat(perRep).isEqualByComparingTo(BigDecimal.valueOf(kopecks, 2));
        }
    }

    private static BigDecimal km(long metres) {
        return BigDecimal.valueOf(metres, 3).setScale(2, RoundingMode.HALF_UP);
    }

    private static void assertWay(JsonNode way, List<Route> routes) {
        assertThat(way.get("days").asInt()).isEqualTo(routes.size());
        assertThat(way.get("distance_km").decimalValue())
                .isEqualByComparingTo(km(routes.stream().mapToLong(Route::metres).sum()));
        assertThat(way.get("travel_hours").decimalValue())
                .isEqualByComparingTo(
                        BigDecimal.valueOf(routes.stream().mapToLong(Route::travel).sum())
                                .divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP));
        assertThat(way.get("hours").decimalValue())
                .isEqualByComparingTo(
                        BigDecimal.valueOf(routes.stream().mapToLong(Route::span).sum())
                                .divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP));
        assertThat(way.get("cost_rub").decimalValue())
                .isEqualByComparingTo(
                        BigDecimal.valueOf(routes.stream().mapToLong(Route::kopecks).sum(), 2));
    }

    /// From home in the order of arrivals and back; who has no time comes where the plan has him.
    private static List<Long> legs(Rep rep, Outing outing) {
        var order = new ArrayList<>(outing.calls());
        order.sort(
                Comparator.<Call, Instant>comparing(
                                call -> {
                                    var arrived = arrival(call);
                                    return arrived != null
                                            ? arrived
                                            : outing.day()
                                                    .atTime(LocalTime.ofSecondOfDay(call.start()))
                                                    .atZone(ReportFixture.ZONE)
                                                    .toInstant();
                                })
                        .thenComparing(call -> call.id().toString()));
        var places = new ArrayList<GeoPoint>();
        places.add(rep.home());
        order.forEach(call -> places.add(store(call).place()));
        places.add(rep.home());
        var legs = new ArrayList<Long>();
        for (int i = 1; i < places.size(); i++) {
            legs.add(Math.round(places.get(i - 1).greatCircleMetres(places.get(i)) * 1.3));
        }
        return legs;
    }

    /// The first 6.5 km of a leg at the city's consumption, the rest at the highway's.
    private static long kopecks(Rep rep, List<Long> legs) {
        long inside = legs.stream().mapToLong(leg -> Math.min(leg, 6_500)).sum();
        long outside = legs.stream().mapToLong(Long::longValue).sum() - inside;
        return rep.city()
                .multiply(BigDecimal.valueOf(inside))
                .add(rep.highway().multiply(BigDecimal.valueOf(outside)))
                .multiply(BigDecimal.valueOf(rep.price()))
                .divide(BigDecimal.valueOf(100_000), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    @Test
    void disruptionsAndModelsAreCounted() {
        var june = insights("month=2026-06");
        var kinds = june.get("disruptions");
        assertThat(Json.column(kinds, "kind")).containsExactly("rep_unavailable", "weather");
        var applied = kinds.get(0);
        assertThat(applied.get("applied").asInt()).isEqualTo(1);
        assertThat(kinds.get(1).get("applied").asInt()).isZero();
        var shown = http.get("/api/v1/force_majeure?state=applied").json().get("items").get(0);
        var preview = shown.get("preview");
        assertThat(applied.get("moved").asInt()).isEqualTo(preview.get("moves").size());
        assertThat(applied.get("more_km").decimalValue())
                .isEqualByComparingTo(
                        preview.get("after")
                                .get("distance_km")
                                .decimalValue()
                                .subtract(preview.get("before").get("distance_km").decimalValue()));
        var turns = insights("month=2026-04").get("models").get("turns");
        assertThat(Json.column(turns, "model")).containsExactly("llama", "qwen");
        assertThat(turns.get(1).get("turns").asInt()).isEqualTo(60);
        assertThat(turns.get(1).get("answered").asInt()).isEqualTo(48);
        assertThat(turns.get(1).get("failures").get("crashed").asInt()).isEqualTo(12);
        assertThat(turns.get(0).get("failures").get("timed_out").asInt()).isEqualTo(3);
        var millis =
                application
                        .jdbc()
                        .sql(
                                "select duration_millis from model_attempt where model = 'qwen' and detail is null")
                        .query(Long.class)
                        .list()
                        .stream()
                        .sorted()
                        .toList();
        assertThat(turns.get(1).get("p50_ms").asLong()).isEqualTo(millis.get(23));
        assertThat(turns.get(1).get("p95_ms").asLong()).isEqualTo(millis.get(45));
        assertThat(
                        insights("month=2026-04")
                                .get("models")
                                .get("choices")
                                .get(0)
                                .get("times")
                                .asInt())
                .isEqualTo(30);
        assertThat(insights("month=2026-05").get("models").get("turns")).isEmpty();
    }

    @Test
    void thePeriodBeforeIsThatPeriodsOwnReport() {
        var may = insights("month=2026-05");
        var april = insights("month=2026-04");
        assertThat(may.get("before").get("name").asString()).isEqualTo("2026-04");
        for (String section :
                List.of(
                        "coverage",
                        "completion",
                        "time_in_store",
                        "lateness",
                        "outings",
                        "travel")) {
            assertThat(may.get(section).get("before"))
                    .as(section)
                    .isEqualTo(april.get(section).get("total"));
        }
        var span = insights("from=2026-05-11&to=2026-05-15");
        assertThat(span.get("before").get("from").asString()).isEqualTo("2026-05-06");
        assertThat(span.get("before").get("to").asString()).isEqualTo("2026-05-10");
        assertThat(insights("quarter=2026-Q1").get("before").get("name").asString())
                .isEqualTo("2025-Q4");
    }

    @Test
    void daysAddUpToTheMonth() {
        var may = insights("month=2026-05");
        long planned = 0;
        long completed = 0;
        long outings = 0;
        for (var day : may.get("days")) {
            planned += day.get("planned").asLong();
            completed += day.get("completed").asLong();
            outings += day.get("outings").asLong();
        }
        var total = may.get("completion").get("total");
        assertThat(planned).isEqualTo(total.get("planned").asLong());
        assertThat(completed).isEqualTo(total.get("completed").asLong());
        assertThat(outings).isEqualTo(may.get("outings").get("total").get("outings").asLong());
        assertThat(may.get("to_place").asLong())
                .isEqualTo(
                        http.get("/api/v1/schedule/unplaced?month=2026-05")
                                .json()
                                .get("total")
                                .asLong());
    }

    @Test
    void storesAreListedWithTheirOwnFigures() {
        var span = SPANS.getFirst();
        var seen = new HashSet<String>();
        for (int offset = 0; offset < 250; offset += 100) {
            var page =
                    http.get(
                                    "/api/v1/insights/stores?quarter=2026-Q2&sort=minutes&limit=100&offset="
                                            + offset)
                            .json();
            assertThat(page.get("total").asInt()).isEqualTo(stores.size());
            for (var line : page.get("items")) {
                var store = Objects.requireNonNull(stores.get(line.get("store_id").asString()));
                seen.add(store.id());
                var norm = norm(store, span);
                var mine = within(span, call -> call.storeId().equals(store.id()));
                assertThat(line.get("due").asLong()).isEqualTo(norm.due());
                assertThat(line.get("done").asLong()).isEqualTo(norm.done());
                assertShare(line.get("percent"), norm.covered(), norm.due(), store.id());
                assertThat(line.get("completed").asLong())
                        .isEqualTo(count(mine, c -> c.status().equals("completed")));
                assertThat(line.get("cancelled").asLong())
                        .isEqualTo(count(mine, c -> c.status().equals("cancelled")));
            }
        }
        assertThat(seen).isEqualTo(stores.keySet());
        var worst =
                http.get("/api/v1/insights/stores?quarter=2026-Q2&limit=500").json().get("items");
        double last = -1;
        for (var line : worst) {
            double percent = line.get("percent").asDouble();
            assertThat(percent).isGreaterThanOrEqualTo(last);
            last = percent;
        }
    }

    @Test
    void aCorrectedArrivalChangesTheDrivenWay() {
        var before = insights("month=2026-04").get("travel").get("total").get("driven");
        var visit =
                calls.stream()
                        .filter(call ->
                                call.isWithin(LocalDate.of(2026, 4, 8), LocalDate.of(2026, 4, 20)))
                        .filter(call -> call.status().equals("completed") && arrival(call) != null)
                        .findFirst()
                        .orElseThrow();
        move(visit, "-9 days", "1 second");
        var moved = insights("month=2026-04").get("travel").get("total").get("driven");
        assertThat(moved).isNotEqualTo(before);
        move(visit, "9 days", "-1 second");
        assertThat(insights("month=2026-04").get("travel").get("total").get("driven"))
                .isEqualTo(before);
    }

    private static void move(Call call, String by, String told) {
        application
                .jdbc()
                .sql(
                        """
                        update visit_fact
                           set arrived_at = arrived_at + :by::interval,
                               left_at = left_at + :by::interval,
                               updated_at = updated_at + :told::interval
                         where visit_id = :id
                        """)
                .param("id", call.id())
                .param("by", by)
                .param("told", told)
                .update();
    }

    @Test
    void badPeriodsAreNamed() {
        assertThat(wrong("month=2026-13")).containsExactly("month");
        assertThat(wrong("month=x")).containsExactly("month");
        assertThat(wrong("quarter=2026-Q5")).containsExactly("quarter");
        assertThat(wrong("quarter=Q2")).containsExactly("quarter");
        assertThat(wrong("month=2026-04&quarter=2026-Q2")).containsExactly("month");
        assertThat(wrong("to=2026-04-01")).containsExactly("from");
        assertThat(wrong("from=2026-04-02&to=2026-04-01")).containsExactly("to");
        assertThat(wrong("from=2020-01-01&to=2026-04-01")).containsExactly("to");
        assertThat(wrong("from=1900-01-01&to=1900-01-02")).containsExactly("from");
        assertThat(http.get("/api/v1/insights?from=yesterday").status()).isEqualTo(422);
        var stores = http.get("/api/v1/insights/stores?sort=best&limit=0&month=2026-00");
        assertThat(Json.wrongFields(stores)).containsExactlyInAnyOrder("sort", "limit", "month");
    }

    private static List<String> wrong(String parameters) {
        var answer = http.get("/api/v1/insights?" + parameters);
        assertThat(answer.status()).as(parameters).isEqualTo(422);
        return Json.wrongFields(answer);
    }
}
