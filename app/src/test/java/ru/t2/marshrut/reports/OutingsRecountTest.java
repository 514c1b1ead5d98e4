package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.reports.RawQuarter.Call;
import ru.t2.marshrut.reports.RawQuarter.Rep;
import ru.t2.marshrut.reports.RawQuarter.Route;
import ru.t2.marshrut.reports.RawQuarter.Span;
import tools.jackson.databind.JsonNode;

/// Outings and ways, planned and driven, beside those counted anew from the raw tables.
class OutingsRecountTest {

    private final RawQuarter raw = RawQuarter.shared();

    @Test
    void outingsAreThoseOfTheFacts() {
        for (var span : RawQuarter.SPANS) {
            var section = raw.insights(span.parameters()).get("outings");
            var all = outings(span);
            for (var line : section.get("by_rep")) {
                String rep = line.get("key").asString();
                assertOutings(
                        line.get("figures"),
                        all.stream().filter(outing -> outing.repId().equals(rep)).toList(),
                        raw.routes.stream().filter(route -> route.repId().equals(rep)).toList(),
                        span);
            }
            assertOutings(section.get("total"), all, raw.routes, span);
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
            var arrived = call.arrived();
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
        for (var span : RawQuarter.SPANS) {
            var section = raw.insights(span.parameters()).get("travel");
            var outings = outings(span);
            var mine =
                    raw.routes.stream()
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
                var rep = Objects.requireNonNull(raw.reps.get(outing.repId()));
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

    @Test
    void aCorrectedArrivalChangesTheDrivenWay() {
        var before = raw.insights("month=2026-04").get("travel").get("total").get("driven");
        var visit =
                raw.calls.stream()
                        .filter(call ->
                                call.isWithin(LocalDate.of(2026, 4, 8), LocalDate.of(2026, 4, 20)))
                        .filter(call -> call.status().equals("completed") && call.arrived() != null)
                        .findFirst()
                        .orElseThrow();
        move(visit, "-9 days", "1 second");
        var moved = raw.insights("month=2026-04").get("travel").get("total").get("driven");
        assertThat(moved).isNotEqualTo(before);
        move(visit, "9 days", "-1 second");
        assertThat(raw.insights("month=2026-04").get("travel").get("total").get("driven"))
                .isEqualTo(before);
    }

    private void move(Call call, String by, String told) {
        raw.application
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

    /// A rep's day outside, from facts.
    private record Outing(String repId, LocalDate day, List<Call> calls) {}

    private List<Outing> outings(Span span) {
        var found = new TreeMap<String, Outing>();
        for (var call : raw.calls) {
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

    /// From home in the order of arrivals and back; who has no time comes where the plan has him.
    private List<Long> legs(Rep rep, Outing outing) {
        var order = new ArrayList<>(outing.calls());
        order.sort(
                Comparator.<Call, Instant>comparing(
                                call -> {
                                    var arrived = call.arrived();
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
        order.forEach(call -> places.add(raw.store(call).place()));
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
}
