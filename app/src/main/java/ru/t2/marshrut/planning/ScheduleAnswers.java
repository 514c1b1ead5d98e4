package ru.t2.marshrut.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.roads.DistanceSource;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.Stores;

/// Puts plans into the words and units of the API. Thread-safe.
@Component
public class ScheduleAnswers {

    private static final int SECONDS_A_DAY = 24 * 3600;

    private final Stores stores;
    private final Texts texts;

    ScheduleAnswers(Stores stores, Texts texts) {
        this.stores = stores;
        this.texts = texts;
    }

    /// A visit in the API.
    ///
    /// @param position null: in no route
    @Schema(name = "Visit")
    public record VisitAnswer(
            UUID visitId,
            String storeId,
            @Nullable String repId,
            @Nullable LocalDate date,
            @Nullable Integer position,
            VisitStatus status,
            boolean pinned,
            boolean extra,
            @Nullable LocalTime arrival,
            @Nullable LocalTime start,
            @Nullable LocalTime departure,
            @Nullable BigDecimal legKm,
            @Nullable Integer legMinutes,
            @Nullable Integer lateMinutes,
            @Nullable LocalDate deferredUntil,
            int version) {}

    /// A stop with what a driver wants to know of the store.
    @Schema(name = "ScheduleStop")
    public record StopAnswer(
            VisitAnswer visit,
            String name,
            String address,
            String district,
            Category category,
            double lat,
            double lon) {}

    /// A broken promise.
    @Schema(name = "DayViolation")
    public record ViolationAnswer(
            String rule, @Nullable UUID visitId, long amount, String detail) {}

    /// A rep's day as a whole.
    @Schema(name = "RepDay")
    public record DayAnswer(
            String repId,
            LocalDate date,
            int version,
            boolean ownOrder,
            int stops,
            LocalTime start,
            LocalTime end,
            @Nullable LocalTime lunchStart,
            int lunchMinutes,
            BigDecimal distanceKm,
            BigDecimal hours,
            BigDecimal travelHours,
            BigDecimal serviceHours,
            BigDecimal waitHours,
            BigDecimal homeLegKm,
            BigDecimal costRub,
            DistanceSource distanceSource,
            List<ViolationAnswer> violations) {
        /// To be shown with these figures; null, and not in the answer, where no road data are in
        /// them.
        @JsonProperty(value = "attribution", access = JsonProperty.Access.READ_ONLY)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public @Nullable String attribution() {
            return distanceSource.attribution();
        }
    }

    /// A rep's day with its stops.
    @Schema(name = "DayRoute")
    public record RouteAnswer(DayAnswer day, List<StopAnswer> stops) {}

    /// How far a plan's way is from what can't be undercut.
    @Schema(name = "PlanQuality")
    record QualityAnswer(
            BigDecimal distanceKm,
            @Nullable BigDecimal boundKm,
            @Nullable String boundName,
            @Nullable BigDecimal aboveBoundPercent) {}

    /// A rep's load in the days asked for.
    @Schema(name = "RepLoad")
    record LoadAnswer(
            String repId,
            int days,
            int visits,
            BigDecimal hours,
            BigDecimal distanceKm,
            BigDecimal costRub) {}

    /// How many stores are visited at all.
    @Schema(name = "PlanCoverage")
    record CoverageAnswer(int storesPlanned, long storesTotal, BigDecimal percent) {}

    /// A visit that waits.
    @Schema(name = "WaitingVisit")
    record WaitingAnswer(
            VisitAnswer visit,
            String name,
            String district,
            Category category,
            Unplaced.Code code,
            String reason,
            List<Unplaced.Blocked> blocked,
            Unplaced.@Nullable Relaxation relaxation,
            @Nullable String relaxationText) {}

    /// A month's plan.
    @Schema(name = "Schedule")
    record MonthAnswer(
            PlanAnswer plan,
            QualityAnswer quality,
            CoverageAnswer coverage,
            List<LoadAnswer> loads,
            List<DayAnswer> days,
            List<VisitAnswer> visits,
            int unplaced) {}

    /// A plan as a whole.
    @Schema(name = "PlanHead")
    record PlanAnswer(
            UUID planId,
            String month,
            PlanHead.Kind kind,
            @Nullable String name,
            @Nullable Integer basedOn,
            int version,
            Instant createdAt,
            Instant updatedAt) {

        static PlanAnswer of(PlanHead plan) {
            return new PlanAnswer(
                    plan.id(),
                    plan.month().toString(),
                    plan.kind(),
                    plan.name().orElse(null),
                    plan.basedOn().isPresent() ? plan.basedOn().getAsInt() : null,
                    plan.version(),
                    plan.createdAt(),
                    plan.updatedAt());
        }
    }

    VisitAnswer visit(PlannedVisit visit) {
        var times = visit.times();
        return new VisitAnswer(
                visit.id(),
                visit.storeId(),
                visit.placement().map(Placement::repId).orElse(null),
                visit.placement().map(Placement::date).orElse(null),
                visit.placement()
                        .map(Placement::position)
                        .filter(position -> position != Placement.OFF_ROUTE)
                        .orElse(null),
                visit.status(),
                visit.pinned(),
                visit.extra(),
                times.map(time -> clock(time.arrivalSeconds())).orElse(null),
                times.map(time -> clock(time.startSeconds())).orElse(null),
                times.map(time -> clock(time.departureSeconds())).orElse(null),
                times.map(time -> kilometres(time.distanceMetres())).orElse(null),
                times.map(time -> (int) minutesUp(time.travelSeconds())).orElse(null),
                times.map(time -> (int) minutesUp(time.lateSeconds())).orElse(null),
                visit.deferredUntil().orElse(null),
                visit.version());
    }

    DayAnswer day(RepDay day) {
        var figures = day.figures();
        var lunch = figures.lunchStartSeconds();
        return new DayAnswer(
                day.key().repId(),
                day.key().date(),
                day.version(),
                day.ownOrder(),
                (int) day.visits().stream().filter(PlannedVisit::isInRoute).count(),
                clock(figures.startSeconds()),
                clock(figures.endSeconds()),
                lunch.isPresent() ? clock(lunch.getAsInt()) : null,
                figures.lunchSeconds() / 60,
                kilometres(figures.distanceMetres()),
                hours(figures.durationSeconds()),
                hours(figures.travelSeconds()),
                hours(figures.serviceSeconds()),
                hours(figures.waitSeconds()),
                kilometres(figures.homeDistanceMetres()),
                figures.cost().roubles(),
                figures.distanceSource(),
                figures.violations().stream().map(this::violation).toList());
    }

    private ViolationAnswer violation(DayFigures.DayViolation violation) {
        return new ViolationAnswer(
                violation.rule(),
                violation.visitId(),
                amount(violation.rule(), violation.amount()),
                texts.get(
                        "planning.rule." + violation.rule(),
                        amount(violation.rule(), violation.amount())));
    }

    /// Times in minutes, the rest as it is.
    private static long amount(String rule, long amount) {
        return Set.of("hours", "window", "duration").contains(rule) ? minutesUp(amount) : amount;
    }

    List<RouteAnswer> routes(List<RepDay> days) {
        var known = storesOf(days.stream().flatMap(day -> day.visits().stream()).toList());
        return days.stream()
                .map(day ->
                        new RouteAnswer(
                                day(day),
                                day.visits().stream().map(visit -> stop(visit, known)).toList()))
                .toList();
    }

    private StopAnswer stop(PlannedVisit visit, Map<String, Store> known) {
        var store = store(visit, known);
        return new StopAnswer(
                visit(visit),
                store.name(),
                store.address(),
                store.district(),
                store.category(),
                store.position().lat(),
                store.position().lon());
    }

    List<WaitingAnswer> waiting(List<PlannedVisit> visits) {
        var known = storesOf(visits);
        return visits.stream()
                .map(visit -> {
                    var store = store(visit, known);
                    var unplaced = visit.unplaced().orElse(Unplaced.of(Unplaced.Code.SKIPPED));
                    var easing = unplaced.relaxation();
                    return new WaitingAnswer(
                            visit(visit),
                            store.name(),
                            store.district(),
                            store.category(),
                            unplaced.code(),
                            texts.get(
                                    "planning.unplaced."
                                            + unplaced.code()
                                                    .name()
                                                    .toLowerCase(java.util.Locale.ROOT)),
                            unplaced.blocked(),
                            easing,
                            easing == null
                                    ? null
                                    : texts.get(
                                            "planning.relaxation." + easing.rule(),
                                            easing.repId(),
                                            easing.date().toString(),
                                            amount(easing.rule(), easing.amount())));
                })
                .toList();
    }

    private Map<String, Store> storesOf(List<PlannedVisit> visits) {
        var ids = visits.stream().map(PlannedVisit::storeId).distinct().toList();
        return stores.listByIds(ids).stores().stream()
                .collect(Collectors.toMap(Store::id, Function.identity()));
    }

    private static Store store(PlannedVisit visit, Map<String, Store> known) {
        var store = known.get(visit.storeId());
        if (store == null) {
            throw new IllegalStateException("Store %s is gone.".formatted(visit.storeId()));
        }
        return store;
    }

    CoverageAnswer coverage(List<PlannedVisit> visits, long total) {
        var planned = new HashSet<String>();
        visits.stream().filter(PlannedVisit::isInRoute).forEach(v -> planned.add(v.storeId()));
        return new CoverageAnswer(
                planned.size(),
                total,
                total == 0 ? BigDecimal.ZERO : twoDecimals(100.0 * planned.size() / total));
    }

    static List<LoadAnswer> loads(List<RepDay> days) {
        Map<String, List<RepDay>> byRep = new LinkedHashMap<>();
        days.stream()
                .sorted((a, b) -> a.key().repId().compareTo(b.key().repId()))
                .forEach(day ->
                        byRep.computeIfAbsent(day.key().repId(), _ -> new ArrayList<>()).add(day));
        var loads = new ArrayList<LoadAnswer>();
        byRep.forEach((rep, mine) ->
                loads.add(
                        new LoadAnswer(
                                rep,
                                mine.size(),
                                mine.stream()
                                        .mapToInt(day ->
                                                (int)
                                                        day.visits().stream()
                                                                .filter(PlannedVisit::isInRoute)
                                                                .count())
                                        .sum(),
                                hours(
                                        mine.stream()
                                                .mapToLong(day -> day.figures().durationSeconds())
                                                .sum()),
                                kilometres(metres(mine)),
                                cost(mine).roubles())));
        return loads;
    }

    static QualityAnswer quality(PlanHead plan, List<RepDay> days) {
        long metres = metres(days);
        boolean known = plan.boundName().isPresent() && plan.boundMetres() > 0;
        return new QualityAnswer(
                kilometres(metres),
                known ? kilometres(plan.boundMetres()) : null,
                known ? plan.boundName().orElse(null) : null,
                known
                        ? twoDecimals(100.0 * (metres - plan.boundMetres()) / plan.boundMetres())
                        : null);
    }

    static long metres(List<RepDay> days) {
        return days.stream().mapToLong(day -> day.figures().distanceMetres()).sum();
    }

    static Money cost(List<RepDay> days) {
        return days.stream().map(day -> day.figures().cost()).reduce(Money.ZERO, Money::plus);
    }

    private static LocalTime clock(int seconds) {
        return LocalTime.ofSecondOfDay(seconds % SECONDS_A_DAY / 60 * 60L);
    }

    /// A begun minute is a minute.
    static long minutesUp(long seconds) {
        return Math.ceilDiv(seconds, 60L);
    }

    static BigDecimal kilometres(long metres) {
        return BigDecimal.valueOf(metres, 3).setScale(2, RoundingMode.HALF_UP);
    }

    static BigDecimal hours(long seconds) {
        return twoDecimals(seconds / 3600.0);
    }

    private static BigDecimal twoDecimals(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }
}
