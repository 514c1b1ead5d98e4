package ru.t2.marshrut.routing;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ru.t2.marshrut.assistant.Wish;
import ru.t2.marshrut.assistant.Wish.Doubt;
import ru.t2.marshrut.assistant.Wish.Kind;
import ru.t2.marshrut.kernel.DailyWindow;

/// Applies wishes to a task, one after the other, and refuses with a reason what can't be granted:
/// what is in doubt, contradicts a condition of the request or a wish granted before.
///
/// @param task the task as it is to be solved
/// @param understood every wish, granted or refused, in the order of the text
record GrantedWishes(RouteTask task, List<UnderstoodWish> understood) {

    private static final int FEWEST_STOPS = 2;

    GrantedWishes {
        understood = List.copyOf(understood);
    }

    static GrantedWishes of(RouteTask task, List<Wish> wishes) {
        if (wishes.isEmpty()) {
            return new GrantedWishes(task, List.of());
        }
        return new Granting(task).grant(wishes);
    }

    /// Collects what is granted; a builder for one task.
    private static final class Granting {

        private final RouteTask task;
        private final Set<String> kept = new HashSet<>();
        private final Set<String> skipped = new HashSet<>();
        private final Map<String, List<DailyWindow>> windows = new HashMap<>();
        private Optional<Preference> preference;
        private int shiftEndSeconds;
        private List<StopRequest> stops;
        private OrderRules rules = OrderRules.NONE;

        Granting(RouteTask task) {
            this.task = task;
            preference = task.preference();
            shiftEndSeconds = task.shiftEndSeconds();
            stops = task.stops();
        }

        /// Stops that are left out come first, so that the others' numbers are known; the answer
        /// keeps the order of the text.
        GrantedWishes grant(List<Wish> wishes) {
            var units = new ArrayList<UnderstoodWish>();
            var doubts = new ArrayList<Optional<Doubt>>();
            for (var wish : wishes) {
                for (var unit : units(wish)) {
                    units.add(unit);
                    doubts.add(wish.doubt());
                }
            }
            var results = new UnderstoodWish[units.size()];
            for (var phase : List.of(Set.of(Kind.MUST), Set.of(Kind.SKIP, Kind.AVOID_DISTRICT))) {
                each(units, doubts, results, phase);
            }
            stops = task.stops().stream().filter(stop -> !skipped.contains(stop.id())).toList();
            each(units, doubts, results, Set.of(Kind.values()));
            var solved =
                    task.withWishes(
                            stops.stream().map(this::narrowed).toList(),
                            shiftEndSeconds,
                            preference,
                            rules);
            return new GrantedWishes(solved, List.of(results));
        }

        private void each(
                List<UnderstoodWish> units,
                List<Optional<Doubt>> doubts,
                UnderstoodWish[] results,
                Set<Kind> phase) {
            for (int i = 0; i < results.length; i++) {
                if (results[i] == null && phase.contains(units.get(i).kind())) {
                    var unit = units.get(i);
                    results[i] =
                            doubts.get(i)
                                    .map(doubt -> doubted(unit, doubt))
                                    .orElseGet(() -> one(unit));
                }
            }
        }

        private static List<UnderstoodWish> units(Wish wish) {
            if (wish.kind() == Kind.ORDER && wish.places().size() == 2) {
                return List.of(
                        UnderstoodWish.granted(
                                wish,
                                Optional.of(wish.places().getFirst()),
                                Optional.of(wish.places().getLast())));
            }
            if (wish.places().isEmpty() || wish.doubt().isPresent()) {
                return List.of(
                        UnderstoodWish.granted(
                                wish, wish.places().stream().findFirst(), Optional.empty()));
            }
            return wish.places().stream()
                    .map(place ->
                            UnderstoodWish.granted(wish, Optional.of(place), Optional.empty()))
                    .toList();
        }

        private static UnderstoodWish doubted(UnderstoodWish unit, Doubt doubt) {
            return unit.refused(
                    "wish." + doubt.reason().name().toLowerCase(Locale.ROOT),
                    String.join("; ", doubt.candidates()));
        }

        private UnderstoodWish one(UnderstoodWish unit) {
            return switch (unit.kind()) {
                case MUST -> must(unit);
                case SKIP, AVOID_DISTRICT -> skip(unit);
                case FIRST, LAST, ORDER -> order(unit);
                case TIME -> time(unit);
                case RETURN_BY -> returnBy(unit);
                case PREFER_DISTANCE -> prefer(unit, Preference.DISTANCE);
                case PREFER_TIME -> prefer(unit, Preference.TIME);
                case PREFER_PRIORITY -> prefer(unit, Preference.PRIORITY);
                case PREFER_COST -> prefer(unit, Preference.COST);
                case NONE -> unit.refused("wish.not_understood", "");
            };
        }

        private UnderstoodWish must(UnderstoodWish unit) {
            kept.add(unit.store().orElseThrow());
            return unit;
        }

        private UnderstoodWish skip(UnderstoodWish unit) {
            if (unit.store().isEmpty()) {
                return unit.refused("wish.no_place", "");
            }
            var store = unit.store().get();
            if (kept.contains(store)) {
                return unit.refused("wish.contradiction", "");
            }
            if (!skipped.contains(store) && task.stops().size() - skipped.size() <= FEWEST_STOPS) {
                return unit.refused("wish.too_few_left", "");
            }
            skipped.add(store);
            return unit;
        }

        private UnderstoodWish order(UnderstoodWish unit) {
            var stop = number(unit.store());
            var later = number(unit.after());
            if (stop.isEmpty() || (unit.kind() == Kind.ORDER && later.isEmpty())) {
                return unit.refused("wish.left_out", "");
            }
            var more =
                    switch (unit.kind()) {
                        case FIRST -> rules.withFirst(stop.get());
                        case LAST -> rules.withLast(stop.get());
                        default ->
                                rules.with(new OrderRules.Before(stop.get(), later.orElseThrow()));
                    };
            boolean secondLast = unit.kind() == Kind.LAST && rules.last().isPresent();
            if (secondLast || !more.arePossible(stops.size())) {
                return unit.refused("wish.contradiction", "");
            }
            rules = more;
            return unit;
        }

        private UnderstoodWish time(UnderstoodWish unit) {
            var stop = number(unit.store()).map(stops::get);
            if (stop.isEmpty()) {
                return unit.refused("wish.left_out", "");
            }
            var from = unit.from().orElse(LocalTime.MIN);
            var until = unit.until().orElse(LocalTime.of(23, 59));
            var before = windows.getOrDefault(stop.get().id(), stop.get().windows());
            var narrowed = new ArrayList<DailyWindow>();
            for (var window : before) {
                var start = window.start().isBefore(from) ? from : window.start();
                var end = window.end().isAfter(until) ? until : window.end();
                if (!end.isBefore(start)) {
                    narrowed.add(new DailyWindow(start, end));
                }
            }
            if (narrowed.isEmpty()) {
                return unit.refused(
                        "wish.outside_window",
                        before.getFirst().start() + "–" + before.getLast().end());
            }
            windows.put(stop.get().id(), narrowed);
            return unit;
        }

        private UnderstoodWish returnBy(UnderstoodWish unit) {
            var by = unit.until().orElseThrow();
            int earliest =
                    stops.stream().mapToInt(stop -> stop.opens().toSecondOfDay()).min().orElse(0);
            int departs = task.departAt().map(LocalTime::toSecondOfDay).orElse(earliest);
            if (by.toSecondOfDay() <= departs) {
                return unit.refused("wish.before_departure", "");
            }
            shiftEndSeconds = Math.min(shiftEndSeconds, by.toSecondOfDay());
            return unit;
        }

        private UnderstoodWish prefer(UnderstoodWish unit, Preference wanted) {
            if (preference.isPresent() && preference.get() != wanted) {
                return unit.refused("wish.contradiction", "");
            }
            preference = Optional.of(wanted);
            return unit;
        }

        private Optional<Integer> number(Optional<String> store) {
            return store.flatMap(id -> {
                for (int i = 0; i < stops.size(); i++) {
                    if (stops.get(i).id().equals(id)) {
                        return Optional.of(i);
                    }
                }
                return Optional.empty();
            });
        }

        private StopRequest narrowed(StopRequest stop) {
            return stop.withWindows(windows.getOrDefault(stop.id(), stop.windows()));
        }
    }
}
