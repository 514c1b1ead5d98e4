package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import ru.t2.marshrut.stores.Store;

/// Which calls a plan still needs, and on which days each may fall.
///
/// Monthly norms need their calls in each month. A quarterly norm counts what other months of the
/// quarter have; with months of the quarter left that have no plan yet, an even share of the stores
/// comes now, the same ones each time, spread over the districts.
final class Demand {

    /// One call to be placed.
    ///
    /// @param month whose norm it serves; empty: any month of those that are planned
    /// @param days allowed ones by number, never empty
    /// @param extra beyond the norm
    record Call(
            String name,
            Store store,
            Optional<YearMonth> month,
            Set<Integer> days,
            boolean extra) {}

    /// A call for which no day is left, whoever made it.
    record Hopeless(Store store, YearMonth month) {}

    private final Region region;
    private final WorkDays workDays;
    private final GenerationOrder order;
    private final int monthsLeft;
    private final Map<String, List<PlannedVisit>> frozen = new HashMap<>();
    private final Map<String, List<PlannedVisit>> free = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Hopeless> hopeless = new ArrayList<>();

    /// @param monthsLeft of the quarter that are still to be planned, from those of the order on
    /// @param frozen visits that stay where they are: in the months planned now and those around
    /// @param free visits of the months planned now that may be placed anew
    Demand(
            Region region,
            WorkDays workDays,
            GenerationOrder order,
            int monthsLeft,
            List<PlannedVisit> frozen,
            List<PlannedVisit> free) {
        this.region = region;
        this.workDays = workDays;
        this.order = order;
        this.monthsLeft = monthsLeft;
        frozen.forEach(visit ->
                this.frozen.computeIfAbsent(visit.storeId(), _ -> new ArrayList<>()).add(visit));
        free.forEach(visit ->
                this.free.computeIfAbsent(visit.storeId(), _ -> new ArrayList<>()).add(visit));
        count();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Hopeless> hopeless() {
        return List.copyOf(hopeless);
    }

    private void count() {
        var quarterly = new ArrayList<Store>();
        for (var store : region.stores().values()) {
            if (region.norm(store.category()).period() == Norm.Period.MONTH || order.isPartial()) {
                monthly(store);
            } else {
                quarterly.add(store);
            }
        }
        quarterly.sort(Comparator.comparing(Store::district).thenComparing(Store::id));
        quarterly(quarterly);
    }

    private void monthly(Store store) {
        int number = 0;
        for (var month : order.months()) {
            var mine = visits(free, store).filter(v -> v.month().equals(month)).toList();
            long extras = mine.stream().filter(PlannedVisit::extra).count();
            long needed =
                    order.isPartial()
                            ? mine.size() - extras
                            : Math.max(
                                    0, region.norm(store.category()).visits() - done(store, month));
            int all = (int) (needed + extras);
            for (int i = 0; i < all; i++) {
                add(store, Optional.of(month), number++, i >= needed, i, all);
            }
        }
    }

    private long done(Store store, YearMonth month) {
        return visits(frozen, store)
                .filter(visit -> visit.month().equals(month) && counts(visit))
                .count();
    }

    private void quarterly(List<Store> stores) {
        var due = new ArrayList<Store>();
        for (var store : stores) {
            long extras = visits(free, store).filter(PlannedVisit::extra).count();
            for (long i = 0; i < extras; i++) {
                add(store, Optional.empty(), (int) (1000 + i), true, 0, 1);
            }
            long had =
                    visits(frozen, store)
                            .filter(visit ->
                                    counts(visit)
                                            && Quarters.first(visit.month())
                                                    .equals(Quarters.first(order.first())))
                            .count();
            for (long i = had; i < region.norm(store.category()).visits(); i++) {
                due.add(store);
            }
        }
        int share = order.months().size();
        var numbers = new HashMap<String, Integer>();
        for (int i = 0; i < due.size(); i++) {
            if (i % monthsLeft < share) {
                var store = due.get(i);
                int number = numbers.merge(store.id(), 1, Integer::sum);
                add(store, Optional.empty(), number, false, 0, 1);
            }
        }
    }

    private static boolean counts(PlannedVisit visit) {
        boolean comes =
                visit.isInRoute()
                        ? visit.status() != VisitStatus.SKIPPED
                        : visit.deferredUntil().isPresent();
        return comes && !visit.extra();
    }

    private static java.util.stream.Stream<PlannedVisit> visits(
            Map<String, List<PlannedVisit>> byStore, Store store) {
        return byStore.getOrDefault(store.id(), List.of()).stream();
    }

    /// @param index of the call among the store's calls of the month, in order of time
    /// @param count of these calls
    private void add(
            Store store,
            Optional<YearMonth> month,
            int number,
            boolean extra,
            int index,
            int count) {
        var days = new TreeSet<Integer>();
        for (var candidate : month.map(List::of).orElse(order.months())) {
            days.addAll(workDays.open(candidate));
        }
        days.removeIf(day -> region.isShut(store, workDays.date(day)));
        int gap = region.norm(store.category()).minGapDays();
        visits(frozen, store)
                .filter(PlannedVisit::isInRoute)
                .map(visit -> visit.day().orElseThrow().date())
                .forEach(date -> {
                    int at = workDays.nearest(date);
                    days.removeIf(
                            day -> Math.abs(day - at) < gap || workDays.date(day).equals(date));
                });
        leaveRoom(days, index, count, gap);
        if (days.isEmpty()) {
            hopeless.add(new Hopeless(store, month.orElse(order.last())));
        } else {
            calls.add(new Call(store.id() + "#" + number, store, month, days, extra));
        }
    }

    /// Takes away days on which a call would leave too few before or after it for the others.
    private static void leaveRoom(SortedSet<Integer> days, int index, int count, int gap) {
        if (days.isEmpty() || days.last() - days.first() < (count - 1) * gap) {
            return;
        }
        int earliest = days.first() + index * gap;
        int latest = days.last() - (count - 1 - index) * gap;
        days.removeIf(day -> day < earliest || day > latest);
    }

    /// The day from which a waiting visit may be placed.
    static boolean isDeferredBeyond(PlannedVisit visit, LocalDate end) {
        return visit.deferredUntil().map(until -> until.isAfter(end)).orElse(false);
    }
}
