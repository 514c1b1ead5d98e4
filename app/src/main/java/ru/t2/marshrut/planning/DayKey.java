package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.util.Comparator;

/// One rep on one day.
public record DayKey(String repId, LocalDate date) implements Comparable<DayKey> {

    private static final Comparator<DayKey> ORDER =
            Comparator.comparing(DayKey::date).thenComparing(DayKey::repId);

    @Override
    public int compareTo(DayKey other) {
        return ORDER.compare(this, other);
    }
}
