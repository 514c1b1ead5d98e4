package ru.t2.marshrut.stores;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;

/// A retail point that reps visit.
///
/// @param id 1 to 64 letters, digits, `.`, `_`, `-`; told apart by case
/// @param address as a driver reads it, with the town; may be empty
/// @param city town or village, without the kind of settlement
/// @param serviceTime of one visit, in whole minutes; empty: the default of its category
/// @param windows within which service may start, the same every day, in order, without overlap;
///   none: any time
/// @param closedWeekdays on which it never takes visits, not all seven
/// @param closedDates on which it takes none either, in order, each once
/// @param synthetic made up for a demonstration
/// @param version 1 when new, one more with each change
public record Store(
        String id,
        String name,
        String address,
        String city,
        String district,
        GeoPoint position,
        Category category,
        Optional<Duration> serviceTime,
        List<DailyWindow> windows,
        Set<DayOfWeek> closedWeekdays,
        List<LocalDate> closedDates,
        boolean synthetic,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");

    public Store {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "id (%s) must have 1 to 64 letters, digits, '.', '_' or '-'.".formatted(id));
        }
        windows = List.copyOf(windows);
        closedWeekdays = Set.copyOf(closedWeekdays);
        closedDates = List.copyOf(closedDates);
        for (int i = 1; i < windows.size(); i++) {
            var earlier = windows.get(i - 1);
            var later = windows.get(i);
            if (!later.start().isAfter(earlier.end())) {
                throw new IllegalArgumentException(
                        "window %s–%s must follow window %s–%s of store %s. Maybe sort or join them."
                                .formatted(
                                        later.start(),
                                        later.end(),
                                        earlier.start(),
                                        earlier.end(),
                                        id));
            }
        }
    }

    /// Whether it takes no visits on a day.
    public boolean isClosedOn(LocalDate day) {
        return closedWeekdays.contains(day.getDayOfWeek()) || closedDates.contains(day);
    }

    /// The same store with another time of one visit.
    public Store withServiceTime(Duration time) {
        return new Store(
                id,
                name,
                address,
                city,
                district,
                position,
                category,
                Optional.of(time),
                windows,
                closedWeekdays,
                closedDates,
                synthetic,
                version,
                createdAt,
                updatedAt);
    }

    /// Whether a store could have this id.
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
