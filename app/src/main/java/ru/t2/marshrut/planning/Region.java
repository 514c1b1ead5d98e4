package ru.t2.marshrut.planning;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.routing.Tariff;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.team.CalendarDay;
import ru.t2.marshrut.team.PresentDay;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Vehicle;

/// What a plan is made of, as it was at one moment: stores, team, calendar, attendance, norms; and
/// what of it means what to the solver.
///
/// @param present each day of each rep on which he works
/// @param shut hours in which stores take no visit, beyond their usual ones
record Region(
        Map<String, Store> stores,
        Map<String, Rep> reps,
        Map<String, Vehicle> vehicles,
        Map<LocalDate, CalendarDay> days,
        Map<DayKey, PresentDay> present,
        Map<Category, Norm> norms,
        Map<StoreDay, List<DailyWindow>> shut) {

    /// A store on a day.
    record StoreDay(String storeId, LocalDate date) {}

    static Region of(
            Collection<Store> stores,
            List<Rep> reps,
            List<Vehicle> vehicles,
            List<CalendarDay> days,
            List<PresentDay> present,
            List<Norm> norms,
            Map<StoreDay, List<DailyWindow>> shut) {
        var byCategory = new EnumMap<Category, Norm>(Category.class);
        norms.forEach(norm -> byCategory.put(norm.category(), norm));
        return new Region(
                index(stores, Store::id),
                index(reps, Rep::id),
                index(vehicles, Vehicle::id),
                index(days, CalendarDay::date),
                present.stream()
                        .collect(
                                Collectors.toMap(
                                        day -> new DayKey(day.repId(), day.date()),
                                        Function.identity())),
                byCategory,
                shut);
    }

    /// The same region with other times of one visit, by store.
    Region withServiceTimes(Map<String, Duration> times) {
        var changed = new LinkedHashMap<>(stores);
        times.forEach((id, time) ->
                changed.computeIfPresent(id, (_, store) -> store.withServiceTime(time)));
        return new Region(changed, reps, vehicles, days, present, norms, shut);
    }

    private static <K, V> Map<K, V> index(Collection<V> values, Function<V, K> key) {
        return values.stream()
                .collect(
                        Collectors.toMap(
                                key, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    Store store(String id) {
        return known(stores.get(id), "store", id);
    }

    Rep rep(String id) {
        return known(reps.get(id), "rep", id);
    }

    CalendarDay day(LocalDate date) {
        return known(days.get(date), "day", date);
    }

    Norm norm(Category category) {
        return known(norms.get(category), "norm", category);
    }

    private static <T> T known(@Nullable T value, String kind, Object id) {
        if (value == null) {
            throw new IllegalStateException("%s %s is not in the region.".formatted(kind, id));
        }
        return value;
    }

    Duration serviceTime(Store store) {
        return store.serviceTime().orElseGet(() -> norm(store.category()).service());
    }

    Tariff tariff(Rep rep) {
        return rep.vehicleId().map(vehicles::get).map(Tariff::ofVehicle).orElse(Tariff.DEFAULT_CAR);
    }

    /// A call at a store in the solver's terms.
    Visit.Builder visit(String id, int location, Store store) {
        return Visit.at(id, location)
                .serviceSeconds((int) serviceTime(store).toSeconds())
                .windows(store.windows().stream().map(Region::window).toList())
                .district(store.district());
    }

    /// Whether a store takes no visit in some hours of a day in which it usually would.
    boolean isNarrowed(Store store, LocalDate date) {
        return shut.containsKey(new StoreDay(store.id(), date));
    }

    /// The hours of a day in which a visit to a store may begin; empty: at no time.
    List<TimeWindow> openOn(Store store, LocalDate date) {
        var open = OpenHours.of(store.windows().stream().map(Region::window).toList());
        for (var closed : shut.getOrDefault(new StoreDay(store.id(), date), List.of())) {
            open =
                    OpenHours.without(
                            open, closed.start().toSecondOfDay(), closed.end().toSecondOfDay());
        }
        return open;
    }

    /// Whether a store takes no visit at all on a day.
    boolean isShut(Store store, LocalDate date) {
        return store.isClosedOn(date) || openOn(store, date).isEmpty();
    }

    /// Whether a rep works on a day.
    boolean isPresent(DayKey day) {
        return present.containsKey(day);
    }

    /// When a rep works on a day; empty: not at all.
    Optional<PresentDay> findPresent(DayKey day) {
        return Optional.ofNullable(present.get(day));
    }

    private static TimeWindow window(DailyWindow window) {
        return new TimeWindow(window.start().toSecondOfDay(), window.end().toSecondOfDay());
    }
}
