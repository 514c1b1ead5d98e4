package ru.t2.marshrut.planning;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What came of a set of changes.
public sealed interface ChangeOutcome {

    /// All changes are made, or would be.
    ///
    /// @param changeId names the set in the plans' histories; takes it back with [Planning#undo];
    ///   empty after a dry run
    /// @param days the routes touched, in order of day and rep
    /// @param visits changed by request, as they are now
    record Applied(Optional<UUID> changeId, List<DayChange> days, List<PlannedVisit> visits)
            implements ChangeOutcome {
        public Applied {
            days = List.copyOf(days);
            visits = List.copyOf(visits);
        }
    }

    /// Nothing was changed: the author has not seen the newest state.
    record Stale(List<StaleThing> things) implements ChangeOutcome {
        public Stale {
            things = List.copyOf(things);
        }
    }

    /// Nothing was changed: a rule forbids it.
    record Refused(List<Refusal> refusals) implements ChangeOutcome {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /// A route before and after.
    ///
    /// @param before empty: there was none
    /// @param after empty: there is none any more
    record DayChange(DayKey key, Optional<RepDay> before, Optional<RepDay> after) {}

    /// A visit or rep-day that has changed meanwhile.
    ///
    /// @param version its newest; 0 when there is no such route any more
    record StaleThing(@Nullable UUID visitId, @Nullable DayKey day, int version) {}

    /// A change that a rule forbids.
    ///
    /// @param index of the change in the set
    record Refusal(int index, Rule rule, List<Object> arguments) {
        public Refusal {
            arguments = List.copyOf(arguments);
        }
    }

    /// Rules that no change may break.
    enum Rule {
        UNKNOWN_VISIT("visit_id"),
        UNKNOWN_PLAN("plan_id"),
        UNKNOWN_REP("rep_id"),
        UNKNOWN_STORE("store_id"),
        /// Completed or cancelled.
        FINAL_VISIT("visit_id"),
        /// A visit stays in its plan's month.
        OTHER_MONTH("date"),
        /// A store is visited once a day.
        STORE_TWICE_A_DAY("date"),
        /// Only a visit with a day can be pinned.
        NOT_PLACED("visit_id"),
        /// Only a visit without a day can be deferred.
        NOT_WAITING("visit_id"),
        /// An order must name each stop of its day once.
        NOT_THE_STOPS_OF_THE_DAY("visit_ids"),
        /// The visit's status does not allow it.
        FORBIDDEN_TRANSITION("status");

        private final String field;

        Rule(String field) {
            this.field = field;
        }

        /// What of a change it is about, as the API calls it.
        String field() {
            return field;
        }

        /// Key of its message.
        String messageKey() {
            return "planning.refused." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
