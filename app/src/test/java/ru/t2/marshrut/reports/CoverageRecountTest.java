package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.reports.RawQuarter.Span;
import ru.t2.marshrut.reports.RawQuarter.Store;
import tools.jackson.databind.JsonNode;

/// Coverage of the norm, in all and store by store, beside that counted anew from the raw tables.
class CoverageRecountTest {

    private final RawQuarter raw = RawQuarter.shared();

    @Test
    void coverageOfTheNormIsThatOfTheRecount() {
        for (var span : RawQuarter.SPANS) {
            var section = raw.insights(span.parameters()).get("coverage");
            var owners = owners(span);
            var norms = new HashMap<String, Norm>();
            raw.stores.values().forEach(store -> norms.put(store.id(), norm(store, span)));
            var groups = new TreeMap<String, List<Store>>();
            for (var store : raw.stores.values()) {
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
                RawQuarter.assertShare(figures.get("percent"), covered, due, name);
                RawQuarter.assertShare(
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
                                                !raw.within(
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

    @Test
    void storesAreListedWithTheirOwnFigures() {
        var span = RawQuarter.SPANS.getFirst();
        var seen = new HashSet<String>();
        for (int offset = 0; offset < 250; offset += 100) {
            var page =
                    raw.http
                            .get(
                                    "/api/v1/insights/stores?quarter=2026-Q2&sort=minutes&limit=100&offset="
                                            + offset)
                            .json();
            assertThat(page.get("total").asInt()).isEqualTo(raw.stores.size());
            for (var line : page.get("items")) {
                var store = Objects.requireNonNull(raw.stores.get(line.get("store_id").asString()));
                seen.add(store.id());
                var norm = norm(store, span);
                var mine = raw.within(span, call -> call.storeId().equals(store.id()));
                assertThat(line.get("due").asLong()).isEqualTo(norm.due());
                assertThat(line.get("done").asLong()).isEqualTo(norm.done());
                RawQuarter.assertShare(line.get("percent"), norm.covered(), norm.due(), store.id());
                assertThat(line.get("completed").asLong())
                        .isEqualTo(RawQuarter.count(mine, c -> c.status().equals("completed")));
                assertThat(line.get("cancelled").asLong())
                        .isEqualTo(RawQuarter.count(mine, c -> c.status().equals("cancelled")));
            }
        }
        assertThat(seen).isEqualTo(raw.stores.keySet());
        var worst =
                raw.http
                        .get("/api/v1/insights/stores?quarter=2026-Q2&limit=500")
                        .json()
                        .get("items");
        double last = -1;
        for (var line : worst) {
            double percent = line.get("percent").asDouble();
            assertThat(percent).isGreaterThanOrEqualTo(last);
            last = percent;
        }
    }

    /// A store's norm in the months and quarters that a span touches.
    private record Norm(long due, long done, long covered, long expected) {}

    private Norm norm(Store store, Span span) {
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
            for (var call : raw.calls) {
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

    /// Who has most of a store's raw.calls from the quarter's beginning on.
    private Map<String, String> owners(Span span) {
        var first = YearMonth.from(span.from());
        var from = first.minusMonths((first.getMonthValue() - 1) % 3).atDay(1);
        var counts = new HashMap<String, Map<String, Long>>();
        for (var call : raw.calls) {
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
}
