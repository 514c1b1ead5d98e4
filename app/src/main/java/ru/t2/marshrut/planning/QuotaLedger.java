package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.planning.QuotaController.Count;
import ru.t2.marshrut.planning.QuotaController.Line;
import ru.t2.marshrut.stores.Store;

/// What each store is owed, has had, and still gets. Thread-safe.
@Component
class QuotaLedger {

    private final Regions regions;
    private final VisitRepository visits;
    private final Clock clock;

    QuotaLedger(Regions regions, VisitRepository visits, Clock clock) {
        this.regions = regions;
        this.visits = visits;
        this.clock = clock;
    }

    /// The lines of these stores, in their order.
    List<Line> lines(List<Store> part, YearMonth month) {
        var ids = part.stream().map(Store::id).toList();
        var first = Quarters.first(month);
        var last = Quarters.last(month);
        var region = regions.of(ids, first.atDay(1), last.atEndOfMonth());
        Map<String, List<PlannedVisit>> byStore = new HashMap<>();
        visits.listPublished(ids, first, last)
                .forEach(visit ->
                        byStore.computeIfAbsent(visit.storeId(), _ -> new ArrayList<>())
                                .add(visit));
        var workDays =
                new WorkDays(
                        region.days().values(), firstOpen(first.atDay(1), last.atEndOfMonth()));
        return part.stream()
                .map(store ->
                        line(
                                store,
                                month,
                                region,
                                workDays,
                                byStore.getOrDefault(store.id(), List.of())))
                .toList();
    }

    private static Line line(
            Store store,
            YearMonth month,
            Region region,
            WorkDays workDays,
            List<PlannedVisit> calls) {
        var norm = region.norm(store.category());
        boolean monthly = norm.period() == Norm.Period.MONTH;
        var thisMonth =
                count(
                        calls.stream().filter(call -> call.month().equals(month)).toList(),
                        monthly ? norm.visits() : 0);
        var quarter = count(calls, monthly ? 3 * norm.visits() : norm.visits());
        int missing = monthly ? thisMonth.missing() : quarter.missing();
        var open =
                monthly
                        ? workDays.open(month)
                        : Quarters.months(month).stream()
                                .flatMap(each -> workDays.open(each).stream())
                                .toList();
        LocalDate latest = null;
        if (missing > 0 && !open.isEmpty()) {
            int number = open.getLast() - (missing - 1) * norm.minGapDays();
            latest = number >= open.getFirst() ? workDays.date(number) : null;
        }
        return new Line(
                store.id(),
                store.name(),
                store.category(),
                norm.period(),
                thisMonth,
                quarter,
                latest);
    }

    private static Count count(List<PlannedVisit> calls, int norm) {
        int done = (int) calls.stream().filter(c -> c.status() == VisitStatus.COMPLETED).count();
        int planned =
                (int) calls.stream().filter(c -> c.isInRoute() && c.status().isOpen()).count();
        return new Count(norm, done, planned, Math.max(0, norm - done - planned));
    }

    private LocalDate firstOpen(LocalDate first, LocalDate last) {
        var today = LocalDate.now(clock);
        return today.isAfter(last) || today.isBefore(first) ? first : today;
    }
}
