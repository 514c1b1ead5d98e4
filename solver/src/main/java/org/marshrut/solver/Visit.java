package org.marshrut.solver;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One required or optional call at a place. It becomes a *stop* once it is placed in a route.
///
/// Immutable; build it with [#at(String, int)].
///
/// @param id unique among the problem's visits
/// @param location index into the [Matrix]
/// @param serviceSeconds time spent at the place
/// @param windows when service may start on any day; empty means at any time; sorted, disjoint
/// @param windowsByDay replaces [#windows] on the given days; an empty list means closed that day
/// @param load what the visit takes of a shift's capacity, in any unit
/// @param priority weight for [Objective#perPrioritySecond], 0 for none
/// @param required whether leaving it out makes the plan incomplete
/// @param unassignedCost price of leaving it out; for required visits so high that it dominates
/// @param requiredSkills all of them must be among the shift's skills
/// @param allowedReps reps who may do it; empty means everybody
/// @param allowedDays days on which it may be done; empty means every day
/// @param preferredRep whoever should do it, if it costs little
/// @param otherRepCost price when somebody else does it
/// @param district for [Objective#perExtraDistrict]; null counts for none
public record Visit(
        String id,
        int location,
        int serviceSeconds,
        List<TimeWindow> windows,
        Map<Integer, List<TimeWindow>> windowsByDay,
        int load,
        int priority,
        boolean required,
        long unassignedCost,
        Set<String> requiredSkills,
        Set<String> allowedReps,
        Set<Integer> allowedDays,
        @Nullable String preferredRep,
        long otherRepCost,
        @Nullable String district) {

    /// Default price of leaving a required visit out.
    public static final long REQUIRED_COST = 1_000_000_000_000L;

    public Visit {
        Require.text("Visit", "id", id);
        String subject = "Visit " + id;
        Require.range(
                subject,
                "location",
                location,
                0,
                Integer.MAX_VALUE,
                "Use the row of the place in the matrix.");
        Require.range(
                subject,
                "service",
                serviceSeconds,
                0,
                TimeWindow.MAX_SECONDS,
                "Give the time at the place in seconds.");
        Require.range(
                subject,
                "load",
                load,
                0,
                1_000_000_000,
                "Use a coarser unit for load and capacity.");
        Require.range(
                subject, "priority", priority, 0, 1_000_000, "Use small weights such as 1, 2, 3.");
        Require.range(
                subject,
                "unassigned cost",
                unassignedCost,
                0,
                10_000_000_000_000L,
                "Scale all prices down together.");
        Require.price(subject, "other rep's cost", otherRepCost);
        windows = List.copyOf(windows);
        windowsByDay =
                Map.copyOf(
                        windowsByDay.entrySet().stream()
                                .collect(
                                        java.util.stream.Collectors.toMap(
                                                Map.Entry::getKey,
                                                e -> List.copyOf(e.getValue()))));
        Require.windows(subject, windows);
        for (Map.Entry<Integer, List<TimeWindow>> day : windowsByDay.entrySet()) {
            Require.windows(subject + ", day " + day.getKey(), day.getValue());
        }
        requiredSkills = Set.copyOf(requiredSkills);
        allowedReps = Set.copyOf(allowedReps);
        allowedDays = Set.copyOf(allowedDays);
    }

    /// Starts a required visit without windows, load or wishes.
    public static Builder at(String id, int location) {
        return new Builder(id, location);
    }

    /// Whether nothing may be done there that day whatever the hour.
    public boolean closedOn(int day) {
        List<TimeWindow> own = windowsByDay.get(day);
        return own != null && own.isEmpty();
    }

    /// The windows in force that day; empty means at any time, so ask [#closedOn] first.
    public List<TimeWindow> windowsOn(int day) {
        return windowsByDay.getOrDefault(day, windows);
    }

    /// Builder of [Visit]; not thread-safe.
    public static final class Builder {

        private final String id;
        private final int location;
        private int serviceSeconds;
        private List<TimeWindow> windows = List.of();
        private final Map<Integer, List<TimeWindow>> windowsByDay = new java.util.HashMap<>();
        private int load;
        private int priority;
        private boolean required = true;
        private long unassignedCost = REQUIRED_COST;
        private Set<String> requiredSkills = Set.of();
        private Set<String> allowedReps = Set.of();
        private Set<Integer> allowedDays = Set.of();
        private @Nullable String preferredRep;
        private long otherRepCost;
        private @Nullable String district;

        private Builder(String id, int location) {
            this.id = id;
            this.location = location;
        }

        public Builder serviceSeconds(int seconds) {
            this.serviceSeconds = seconds;
            return this;
        }

        /// One window on every day, in seconds of the day.
        public Builder window(int earliestSeconds, int latestSeconds) {
            return windows(List.of(new TimeWindow(earliestSeconds, latestSeconds)));
        }

        public Builder windows(List<TimeWindow> value) {
            this.windows = value;
            return this;
        }

        /// Windows of one day instead of the general ones; an empty list means closed.
        public Builder windowsOn(int day, List<TimeWindow> value) {
            windowsByDay.put(day, value);
            return this;
        }

        public Builder closedOn(int day) {
            return windowsOn(day, List.of());
        }

        public Builder load(int value) {
            this.load = value;
            return this;
        }

        public Builder priority(int weight) {
            this.priority = weight;
            return this;
        }

        /// The visit may be left out for this price.
        public Builder optional(long price) {
            this.required = false;
            this.unassignedCost = price;
            return this;
        }

        /// The visit must be done; among several that do not fit, those of higher price win.
        public Builder required(long price) {
            this.required = true;
            this.unassignedCost = price;
            return this;
        }

        public Builder requiredSkills(String... skills) {
            this.requiredSkills = Set.of(skills);
            return this;
        }

        public Builder allowedReps(java.util.Collection<String> reps) {
            this.allowedReps = Set.copyOf(reps);
            return this;
        }

        public Builder allowedDays(java.util.Collection<Integer> days) {
            this.allowedDays = Set.copyOf(days);
            return this;
        }

        public Builder preferredRep(String rep, long costOfAnother) {
            this.preferredRep = rep;
            this.otherRepCost = costOfAnother;
            return this;
        }

        public Builder district(@Nullable String value) {
            this.district = value;
            return this;
        }

        public Visit build() {
            return new Visit(
                    id,
                    location,
                    serviceSeconds,
                    windows,
                    windowsByDay,
                    load,
                    priority,
                    required,
                    unassignedCost,
                    requiredSkills,
                    allowedReps,
                    allowedDays,
                    preferredRep,
                    otherRepCost,
                    district);
        }
    }
}
