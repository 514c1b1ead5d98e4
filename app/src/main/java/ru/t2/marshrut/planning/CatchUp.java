package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.team.Rep;

/// Finds the day on which one more call costs the least way and breaks no promise. Thread-safe.
@Component
class CatchUp {

    /// Reps whose homes are nearest; those farther away would hardly be cheaper.
    private static final int NEAREST_REPS = 6;

    private final VisitRepository visits;
    private final PlanReading reading;
    private final Regions regions;
    private final DayRoutes dayRoutes;
    private final Clock clock;

    CatchUp(
            VisitRepository visits,
            PlanReading reading,
            Regions regions,
            DayRoutes dayRoutes,
            Clock clock) {
        this.visits = visits;
        this.reading = reading;
        this.regions = regions;
        this.dayRoutes = dayRoutes;
        this.clock = clock;
    }

    /// A place for a visit.
    ///
    /// @param position from 1
    /// @param moreMetres than the day's route has without it
    record Place(DayKey day, int position, long moreMetres) {}

    Optional<Place> cheapest(PlanHead plan, PlannedVisit visit) {
        var month = plan.month();
        var first = month.atDay(1);
        var last = month.atEndOfMonth();
        var days = reading.byDates(plan.id(), first, last);
        var storeIds = new java.util.HashSet<String>(Set.of(visit.storeId()));
        days.forEach(day -> day.visits().forEach(stop -> storeIds.add(stop.storeId())));
        var region = regions.of(storeIds, first.minusMonths(1), last.plusMonths(1));
        var workDays = new WorkDays(region.days().values(), firstOpen(first, last, visit));
        var store = region.store(visit.storeId());
        int gap = region.norm(store.category()).minGapDays();
        var taken =
                visits
                        .listPublished(
                                List.of(visit.storeId()), month.minusMonths(1), month.plusMonths(1))
                        .stream()
                        .filter(other -> other.isInRoute() && !other.id().equals(visit.id()))
                        .map(other -> workDays.nearest(other.day().orElseThrow().date()))
                        .toList();
        var reps =
                region.reps().values().stream()
                        .filter(rep -> rep.status() == Rep.Status.ACTIVE)
                        .sorted(
                                Comparator.comparingDouble(
                                        rep -> rep.home().greatCircleMetres(store.position())))
                        .limit(NEAREST_REPS)
                        .toList();
        Optional<Place> best = Optional.empty();
        for (int number : workDays.open(month)) {
            if (taken.stream().anyMatch(other -> Math.abs(other - number) < gap)) {
                continue;
            }
            for (var rep : reps) {
                var key = new DayKey(rep.id(), workDays.date(number));
                var place = place(region, key, days, visit);
                if (place.isPresent()
                        && (best.isEmpty() || place.get().moreMetres() < best.get().moreMetres())) {
                    best = place;
                }
            }
        }
        return best;
    }

    private Optional<Place> place(
            Region region, DayKey key, List<RepDay> days, PlannedVisit visit) {
        var day = days.stream().filter(other -> other.key().equals(key)).findFirst();
        var stops =
                new ArrayList<>(
                        day.map(RepDay::visits).orElse(List.of()).stream()
                                .filter(stop -> stop.isInRoute() && !stop.id().equals(visit.id()))
                                .toList());
        int done = (int) stops.stream().filter(stop -> !stop.status().isOpen()).count();
        int index = dayRoutes.cheapestIndex(region, key, stops, visit, done);
        stops.add(index, visit);
        var figures = dayRoutes.evaluate(region, key, stops).figures();
        long before = day.map(route -> route.figures().distanceMetres()).orElse(0L);
        return figures.violations().isEmpty()
                ? Optional.of(new Place(key, index + 1, figures.distanceMetres() - before))
                : Optional.empty();
    }

    private LocalDate firstOpen(LocalDate first, LocalDate last, PlannedVisit visit) {
        var today = ZonedDateTime.now(clock).toLocalDate();
        var open = today.isAfter(last) || today.isBefore(first) ? first : today.plusDays(1);
        return visit.deferredUntil().filter(until -> until.isAfter(open)).orElse(open);
    }
}
