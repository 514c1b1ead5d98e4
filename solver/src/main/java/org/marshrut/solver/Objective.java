package org.marshrut.solver;

/// What a plan costs: prices in plain units of cost, all of them zero or more.
///
/// Start from a factory ([#shortest], [#earliestFinish], …) or [#builder] and adjust with
/// [#toBuilder]. A plan's cost is the sum of the parts listed in [Cost]; the same problem under
/// another objective gives another route. Lateness is either forbidden (hard windows: what would be
/// late stays unassigned) or priced (everything is placed, late if need be).
///
/// @param perMetre on every metre driven
/// @param perTravelSecond on every second driven
/// @param perShiftSecond on every second from the route's start to its end
/// @param perFinishSecond on every second from the shift's earliest start to the route's end
/// @param perPrioritySecond times the visit's priority, on every second from the shift's earliest
///   start to the start of its service: important ones first
/// @param perLateSecond on every second a service starts after its window, or [#FORBIDDEN]
/// @param perWaitSecond on every second neither driving, serving nor having a break
/// @param perBalanceSecond on the reps' uneven work, in seconds driven and served: the sum over
///   reps of (work − fair share)² / 3600, where shares follow the lengths of the reps' shifts
/// @param perSquaredStop on the square of each route's number of stops: spreads stops evenly
/// @param perRepChange on every rep beyond the first among the calls of one pattern
/// @param perExtraDistrict on every district beyond the first in one route
/// @param perMovedVisit on every visit placed with another rep or day than in the reference
/// @param perMovedDay on every day of distance from the reference
public record Objective(
        long perMetre,
        long perTravelSecond,
        long perShiftSecond,
        long perFinishSecond,
        long perPrioritySecond,
        long perLateSecond,
        long perWaitSecond,
        long perBalanceSecond,
        long perSquaredStop,
        long perRepChange,
        long perExtraDistrict,
        long perMovedVisit,
        long perMovedDay) {

    /// In place of a price: must not happen.
    public static final long FORBIDDEN = -1;

    /// The largest price of one unit.
    public static final long MAX_PRICE = 1_000_000_000_000L;

    public Objective {
        Require.price("Objective", "perMetre", perMetre);
        Require.price("Objective", "perTravelSecond", perTravelSecond);
        Require.price("Objective", "perShiftSecond", perShiftSecond);
        Require.price("Objective", "perFinishSecond", perFinishSecond);
        Require.price("Objective", "perPrioritySecond", perPrioritySecond);
        Require.range(
                "Objective",
                "perLateSecond",
                perLateSecond,
                FORBIDDEN,
                MAX_PRICE,
                "Use Objective.FORBIDDEN for hard windows.");
        Require.price("Objective", "perWaitSecond", perWaitSecond);
        Require.price("Objective", "perBalanceSecond", perBalanceSecond);
        Require.price("Objective", "perSquaredStop", perSquaredStop);
        Require.price("Objective", "perRepChange", perRepChange);
        Require.price("Objective", "perExtraDistrict", perExtraDistrict);
        Require.price("Objective", "perMovedVisit", perMovedVisit);
        Require.price("Objective", "perMovedDay", perMovedDay);
    }

    /// Fewest metres; hard windows.
    public static Objective shortest() {
        return builder().perMetre(1).build();
    }

    /// Fewest seconds at the wheel; hard windows.
    public static Objective quickest() {
        return builder().perTravelSecond(1).build();
    }

    /// Home as early as possible, a second being worth a kilometre; hard windows.
    public static Objective earliestFinish() {
        return builder().perFinishSecond(1000).perMetre(1).build();
    }

    /// Important visits early: ten metres for each second and unit of priority; hard windows.
    public static Objective priorityFirst() {
        return builder().perPrioritySecond(10).perMetre(1).build();
    }

    /// As little lateness as possible, then fewest metres; every visit is placed.
    public static Objective fewestLate() {
        return builder().perLateSecond(10_000).perMetre(1).build();
    }

    /// Money: so much per metre and per second of the shift; hard windows.
    public static Objective cheapest(long perMetre, long perShiftSecond) {
        return builder().perMetre(perMetre).perShiftSecond(perShiftSecond).build();
    }

    /// Whether a start after the window is impossible rather than priced.
    public boolean lateForbidden() {
        return perLateSecond == FORBIDDEN;
    }

    /// The same with lateness at this price per second, or [#FORBIDDEN].
    public Objective withPerLateSecond(long price) {
        return toBuilder().perLateSecond(price).build();
    }

    /// All prices zero and lateness forbidden.
    public static Builder builder() {
        return new Builder();
    }

    /// A builder that starts from this objective.
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.perMetre = perMetre;
        builder.perTravelSecond = perTravelSecond;
        builder.perShiftSecond = perShiftSecond;
        builder.perFinishSecond = perFinishSecond;
        builder.perPrioritySecond = perPrioritySecond;
        builder.perLateSecond = perLateSecond;
        builder.perWaitSecond = perWaitSecond;
        builder.perBalanceSecond = perBalanceSecond;
        builder.perSquaredStop = perSquaredStop;
        builder.perRepChange = perRepChange;
        builder.perExtraDistrict = perExtraDistrict;
        builder.perMovedVisit = perMovedVisit;
        builder.perMovedDay = perMovedDay;
        return builder;
    }

    /// Builder of [Objective]; not thread-safe.
    public static final class Builder {

        private long perMetre;
        private long perTravelSecond;
        private long perShiftSecond;
        private long perFinishSecond;
        private long perPrioritySecond;
        private long perLateSecond = FORBIDDEN;
        private long perWaitSecond;
        private long perBalanceSecond;
        private long perSquaredStop;
        private long perRepChange;
        private long perExtraDistrict;
        private long perMovedVisit;
        private long perMovedDay;

        private Builder() {}

        public Builder perMetre(long price) {
            this.perMetre = price;
            return this;
        }

        public Builder perTravelSecond(long price) {
            this.perTravelSecond = price;
            return this;
        }

        public Builder perShiftSecond(long price) {
            this.perShiftSecond = price;
            return this;
        }

        public Builder perFinishSecond(long price) {
            this.perFinishSecond = price;
            return this;
        }

        public Builder perPrioritySecond(long price) {
            this.perPrioritySecond = price;
            return this;
        }

        public Builder perLateSecond(long price) {
            this.perLateSecond = price;
            return this;
        }

        public Builder perWaitSecond(long price) {
            this.perWaitSecond = price;
            return this;
        }

        public Builder perBalanceSecond(long price) {
            this.perBalanceSecond = price;
            return this;
        }

        public Builder perSquaredStop(long price) {
            this.perSquaredStop = price;
            return this;
        }

        public Builder perRepChange(long price) {
            this.perRepChange = price;
            return this;
        }

        public Builder perExtraDistrict(long price) {
            this.perExtraDistrict = price;
            return this;
        }

        public Builder perMovedVisit(long price) {
            this.perMovedVisit = price;
            return this;
        }

        public Builder perMovedDay(long price) {
            this.perMovedDay = price;
            return this;
        }

        public Objective build() {
            return new Objective(
                    perMetre,
                    perTravelSecond,
                    perShiftSecond,
                    perFinishSecond,
                    perPrioritySecond,
                    perLateSecond,
                    perWaitSecond,
                    perBalanceSecond,
                    perSquaredStop,
                    perRepChange,
                    perExtraDistrict,
                    perMovedVisit,
                    perMovedDay);
        }
    }
}
