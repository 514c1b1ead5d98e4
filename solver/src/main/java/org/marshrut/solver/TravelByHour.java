package org.marshrut.solver;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Travel that depends on the hour of the day: one [Matrix] from each of several hours on.
///
/// A [Problem] is solved with one matrix. Take [#at] for the hour that matters, or [#longest] for a
/// plan whose times hold at every hour.
///
/// @param fromSeconds matrices of one size by the second of the day from which they hold; the first
///   holds from second 0
public record TravelByHour(NavigableMap<Integer, Matrix> fromSeconds) {

    private static final int LARGE = 2_000;

    public TravelByHour {
        fromSeconds = Collections.unmodifiableNavigableMap(new TreeMap<>(fromSeconds));
        if (fromSeconds.isEmpty() || fromSeconds.firstKey() != 0) {
            throw new IllegalArgumentException(
                    ("Travel by hour: hours %s must begin with second 0."
                                    + " Say which matrix holds from midnight on.")
                            .formatted(fromSeconds.keySet()));
        }
        int size = fromSeconds.firstEntry().getValue().size();
        for (Map.Entry<Integer, Matrix> hour : fromSeconds.entrySet()) {
            if (hour.getValue().size() != size) {
                throw new IllegalArgumentException(
                        ("Travel by hour: the matrix from second %d has %d locations, the first"
                                        + " has %d. Give all of them the same locations.")
                                .formatted(hour.getKey(), hour.getValue().size(), size));
            }
        }
    }

    /// The matrix that holds at this second of the day.
    public Matrix at(int secondOfDay) {
        Require.range(
                "Travel by hour",
                "second of the day",
                secondOfDay,
                0,
                TimeWindow.MAX_SECONDS,
                "Count from midnight.");
        return fromSeconds.floorEntry(secondOfDay).getValue();
    }

    /// For each pair the longest time and the longest distance of any hour; stored if small, else
    /// on demand.
    public Matrix longest() {
        List<Matrix> hours = List.copyOf(fromSeconds.values());
        int size = hours.getFirst().size();
        if (size > LARGE) {
            return Matrix.onDemand(
                    size,
                    hours.stream().mapToInt(Matrix::maxTravelSeconds).max().orElse(0),
                    hours.stream().mapToInt(Matrix::maxDistanceMetres).max().orElse(0),
                    new Longest(hours));
        }
        Longest longest = new Longest(hours);
        int[] seconds = new int[size * size];
        int[] metres = new int[size * size];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = longest.travelSeconds(i / size, i % size);
            metres[i] = longest.distanceMetres(i / size, i % size);
        }
        return Matrix.adopt(size, seconds, metres);
    }

    private record Longest(List<Matrix> hours) implements Matrix.Source {

        @Override
        public int travelSeconds(int from, int to) {
            int longest = 0;
            for (Matrix hour : hours) {
                longest = Math.max(longest, hour.travelSeconds(from, to));
            }
            return longest;
        }

        @Override
        public int distanceMetres(int from, int to) {
            int longest = 0;
            for (Matrix hour : hours) {
                longest = Math.max(longest, hour.distanceMetres(from, to));
            }
            return longest;
        }
    }
}
