package ru.t2.marshrut.team;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;

/// A sales representative.
///
/// @param home where his days begin and end unless planned otherwise
/// @param workingHours of each working day, lunch included
/// @param lunch in whole minutes, shorter than the working hours; zero for none
/// @param maxVisitsPerDay 1 to 100
/// @param vehicleId of the vehicle he drives; empty: none of ours
/// @param skills what he can do, in order
/// @param synthetic made up for a demonstration
/// @param version 1 when new, one more with each change
public record Rep(
        String id,
        String name,
        Status status,
        GeoPoint home,
        DailyWindow workingHours,
        Duration lunch,
        int maxVisitsPerDay,
        Optional<String> vehicleId,
        List<String> skills,
        boolean synthetic,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /// Whether a rep can work at present.
    public enum Status {
        ACTIVE,
        SICK,
        VACATION,
        UNAVAILABLE;

        /// As in the API and in the database: `active`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Rep {
        skills = List.copyOf(skills);
        var hours = Duration.between(workingHours.start(), workingHours.end());
        if (lunch.isNegative() || lunch.compareTo(hours) >= 0) {
            throw new IllegalArgumentException(
                    "lunch (%d min) must be 0 or more and shorter than the working hours (%d min) of rep %s."
                            .formatted(lunch.toMinutes(), hours.toMinutes(), id));
        }
    }
}
