package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.reports.RawQuarter.Call;
import tools.jackson.databind.JsonNode;

/// Plan and fact, times in stores and lateness beside those counted anew from the raw tables.
class VisitsRecountTest {

    private final RawQuarter raw = RawQuarter.shared();

    @Test
    void planAndFactAreThoseOfTheRecount() {
        for (var span : RawQuarter.SPANS) {
            forEachGroup(
                    raw.insights(span.parameters()).get("completion"),
                    (figures, group, name) -> {
                        var mine = raw.within(span, group);
                        long planned =
                                mine.stream().filter(c -> !c.status().equals("cancelled")).count();
                        long completed =
                                RawQuarter.count(mine, c -> c.status().equals("completed"));
                        assertThat(figures.get("planned").asLong()).as(name).isEqualTo(planned);
                        assertThat(figures.get("completed").asLong()).as(name).isEqualTo(completed);
                        assertThat(figures.get("skipped").asLong())
                                .isEqualTo(
                                        RawQuarter.count(mine, c -> c.status().equals("skipped")));
                        assertThat(figures.get("cancelled").asLong())
                                .isEqualTo(
                                        RawQuarter.count(
                                                mine, c -> c.status().equals("cancelled")));
                        assertThat(figures.get("overdue").asLong())
                                .isEqualTo(RawQuarter.count(mine, Call::isOpen));
                        assertThat(figures.get("open").asLong()).isZero();
                        assertThat(figures.get("extra").asLong())
                                .isEqualTo(
                                        RawQuarter.count(
                                                mine,
                                                c -> c.extra() && !c.status().equals("cancelled")));
                        RawQuarter.assertShare(figures.get("percent"), completed, planned, name);
                    });
        }
    }

    @Test
    void timeInStoresIsThatOfTheRecount() {
        for (var span : RawQuarter.SPANS) {
            forEachGroup(
                    raw.insights(span.parameters()).get("time_in_store"),
                    (figures, group, name) -> {
                        var measured =
                                raw.within(
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
                                                                .mapToLong(VisitsRecountTest::spent)
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
                                        .mapToLong(VisitsRecountTest::spent)
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

    @Test
    void latenessIsThatOfTheRecount() {
        for (var span : RawQuarter.SPANS) {
            forEachGroup(
                    raw.insights(span.parameters()).get("lateness"),
                    (figures, group, name) -> {
                        long measured = 0;
                        long late = 0;
                        long afterWindow = 0;
                        long lateSeconds = 0;
                        for (var call : raw.within(span, group)) {
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
                            var closes = raw.store(call).closes();
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
                        RawQuarter.assertShare(figures.get("late_percent"), late, measured, name);
                        if (late > 0) {
                            assertThat(figures.get("late_minutes").asDouble())
                                    .as(name)
                                    .isEqualTo(oneDecimal(lateSeconds / (60.0 * late)));
                        }
                    });
        }
    }

    private static double oneDecimal(double value) {
        return BigDecimal.valueOf(value)
                .setScale(8, RoundingMode.HALF_UP)
                .setScale(1, RoundingMode.HALF_UP)
                .doubleValue();
    }

    /// Runs a check for all, each category, district and rep of a section.
    private void forEachGroup(JsonNode section, GroupCheck check) {
        check.check(section.get("total"), _ -> true, "total");
        for (var line : section.get("by_category")) {
            String key = line.get("key").asString();
            check.check(
                    line.get("figures"),
                    call -> raw.store(call).category().equals(key),
                    "category " + key);
        }
        for (var line : section.get("by_district")) {
            String key = line.get("key").asString();
            check.check(
                    line.get("figures"),
                    call -> raw.store(call).district().equals(key),
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
}
