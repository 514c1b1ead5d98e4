package org.marshrut.solver;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One rep on one day: where and when the route may run and what it may hold.
///
/// Immutable; build it with [#of(String, String, int)].
///
/// @param id unique among the problem's shifts
/// @param rep who works; several shifts may share a rep
/// @param day number of the day in the horizon, 0 or more
/// @param startLocation index into the [Matrix], or [#NONE]: the route begins at its first stop
/// @param endLocation index into the [Matrix], or [#NONE]: the route ends at its last stop
/// @param earliestStartSeconds when the route may begin, seconds of the day
/// @param latestEndSeconds when the route must be over, seconds of the day
/// @param startFree false: it begins at [#earliestStartSeconds]; true: as late as possible without
///   a later end and without more lateness anywhere
/// @param lunch the break to take, or null for none
/// @param maxStops limit on stops, or [#UNLIMITED]
/// @param capacity limit on the sum of loads, or [#UNLIMITED]
/// @param maxDurationSeconds limit on end minus start, or [#UNLIMITED]
/// @param skills what the rep can do
/// @param overtimeCostPerSecond price of each second after [#latestEndSeconds], or
///   [Objective#FORBIDDEN]
/// @param fixedCost price of using the shift at all
public record Shift(
        String id,
        String rep,
        int day,
        int startLocation,
        int endLocation,
        int earliestStartSeconds,
        int latestEndSeconds,
        boolean startFree,
        @Nullable Break lunch,
        int maxStops,
        int capacity,
        int maxDurationSeconds,
        Set<String> skills,
        long overtimeCostPerSecond,
        long fixedCost) {

    /// No location: an open end of the route.
    public static final int NONE = -1;

    /// No limit.
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public Shift {
        Require.text("Shift", "id", id);
        String subject = "Shift " + id;
        Require.text(subject, "rep", rep);
        Require.range(subject, "day", day, 0, 100_000, "Number the days of the horizon from 0.");
        Require.range(
                subject,
                "start location",
                startLocation,
                NONE,
                Integer.MAX_VALUE,
                "Use a row of the matrix, or NONE.");
        Require.range(
                subject,
                "end location",
                endLocation,
                NONE,
                Integer.MAX_VALUE,
                "Use a row of the matrix, or NONE.");
        Require.range(
                subject,
                "earliest start",
                earliestStartSeconds,
                0,
                TimeWindow.MAX_SECONDS,
                "Count seconds from midnight of the shift's day.");
        Require.range(
                subject,
                "latest end",
                latestEndSeconds,
                0,
                TimeWindow.MAX_SECONDS,
                "Count seconds from midnight of the shift's day.");
        if (latestEndSeconds < earliestStartSeconds) {
            throw new IllegalArgumentException(
                    ("%s: latest end (%s) must not precede earliest start (%s)."
                                    + " Swap them, or add 86400 to an end after midnight.")
                            .formatted(
                                    subject,
                                    TimeWindow.clock(latestEndSeconds),
                                    TimeWindow.clock(earliestStartSeconds)));
        }
        Require.range(subject, "limit of stops", maxStops, 0, UNLIMITED, "Use UNLIMITED for none.");
        Require.range(subject, "capacity", capacity, 0, UNLIMITED, "Use UNLIMITED for none.");
        Require.range(
                subject,
                "limit of duration",
                maxDurationSeconds,
                0,
                UNLIMITED,
                "Use UNLIMITED for none.");
        Require.range(
                subject,
                "overtime cost",
                overtimeCostPerSecond,
                Objective.FORBIDDEN,
                Objective.MAX_PRICE,
                "Use Objective.FORBIDDEN to allow none.");
        Require.price(subject, "fixed cost", fixedCost);
        skills = Set.copyOf(skills);
    }

    /// Starts a shift from 0 to the end of time, open at both ends, without limits, overtime
    /// forbidden.
    public static Builder of(String id, String rep, int day) {
        return new Builder(id, rep, day);
    }

    /// Whether ending after [#latestEndSeconds] is impossible rather than priced.
    public boolean overtimeForbidden() {
        return overtimeCostPerSecond == Objective.FORBIDDEN;
    }

    /// Builder of [Shift]; not thread-safe.
    public static final class Builder {

        private final String id;
        private final String rep;
        private final int day;
        private int startLocation = NONE;
        private int endLocation = NONE;
        private int earliestStartSeconds;
        private int latestEndSeconds = TimeWindow.MAX_SECONDS;
        private boolean startFree;
        private @Nullable Break lunch;
        private int maxStops = UNLIMITED;
        private int capacity = UNLIMITED;
        private int maxDurationSeconds = UNLIMITED;
        private Set<String> skills = Set.of();
        private long overtimeCostPerSecond = Objective.FORBIDDEN;
        private long fixedCost;

        private Builder(String id, String rep, int day) {
            this.id = id;
            this.rep = rep;
            this.day = day;
        }

        /// Starts and ends at the same place.
        public Builder depot(int location) {
            return from(location).to(location);
        }

        public Builder from(int location) {
            this.startLocation = location;
            return this;
        }

        public Builder to(int location) {
            this.endLocation = location;
            return this;
        }

        public Builder hours(int earliestStart, int latestEnd) {
            this.earliestStartSeconds = earliestStart;
            this.latestEndSeconds = latestEnd;
            return this;
        }

        public Builder startFree(boolean value) {
            this.startFree = value;
            return this;
        }

        public Builder lunch(@Nullable Break value) {
            this.lunch = value;
            return this;
        }

        public Builder maxStops(int value) {
            this.maxStops = value;
            return this;
        }

        public Builder capacity(int value) {
            this.capacity = value;
            return this;
        }

        public Builder maxDurationSeconds(int value) {
            this.maxDurationSeconds = value;
            return this;
        }

        public Builder skills(java.util.Collection<String> value) {
            this.skills = Set.copyOf(value);
            return this;
        }

        /// Price per second after the latest end, or [Objective#FORBIDDEN].
        public Builder overtimeCostPerSecond(long value) {
            this.overtimeCostPerSecond = value;
            return this;
        }

        public Builder fixedCost(long value) {
            this.fixedCost = value;
            return this;
        }

        public Shift build() {
            return new Shift(
                    id,
                    rep,
                    day,
                    startLocation,
                    endLocation,
                    earliestStartSeconds,
                    latestEndSeconds,
                    startFree,
                    lunch,
                    maxStops,
                    capacity,
                    maxDurationSeconds,
                    skills,
                    overtimeCostPerSecond,
                    fixedCost);
        }
    }
}
