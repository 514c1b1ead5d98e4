package ru.t2.marshrut.routing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.FieldProblem;

/// Which stored routes a client asks for.
///
/// @param from made at this moment or later
/// @param until made before
/// @param modelUsed `qwen`, `llama` or `solver`
/// @param stopId with this stop
/// @param inTime whether they keep all windows and the shift
record RouteFilter(
        OffsetDateTime from,
        OffsetDateTime until,
        Optional<String> modelUsed,
        Optional<String> stopId,
        Optional<Boolean> inTime,
        ZoneId zone) {

    private static final Set<String> DECIDERS = Set.of("qwen", "llama", "solver");
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);

    /// Adds a problem for each parameter that makes no sense.
    static RouteFilter of(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String modelUsed,
            @Nullable String stopId,
            @Nullable Boolean inTime,
            Clock clock,
            List<FieldProblem> problems) {
        var first = day("from", from, FIRST_DAY, problems);
        var last = day("to", to, LAST_DAY, problems);
        if (last.isBefore(first)) {
            problems.add(FieldProblem.of("to", "field.days_order", first.toString()));
        }
        var decider = given(modelUsed);
        if (decider.isPresent() && !DECIDERS.contains(decider.get())) {
            problems.add(FieldProblem.of("model_used", "field.decider", decider.get()));
        }
        var zone = clock.getZone();
        return new RouteFilter(
                first.atStartOfDay(zone).toOffsetDateTime(),
                last.plusDays(1).atStartOfDay(zone).toOffsetDateTime(),
                decider,
                given(stopId),
                Optional.ofNullable(inTime),
                zone);
    }

    private static LocalDate day(
            String field,
            @Nullable LocalDate day,
            LocalDate fallback,
            List<FieldProblem> problems) {
        if (day == null) {
            return fallback;
        }
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            problems.add(FieldProblem.of(field, "field.wrong_parameter", day.toString()));
            return fallback;
        }
        return day;
    }

    /// The database refuses a text with a zero character, even in a question.
    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(value -> value.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(value -> !value.isEmpty());
    }
}
