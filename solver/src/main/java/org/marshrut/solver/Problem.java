package org.marshrut.solver;

import java.util.List;
import java.util.Map;

/// Everything the solver is told: visits, shifts, rules between them and what a plan costs.
///
/// A day is a month with one day; periodic and capacitated benchmark files fit the same form.
/// Immutable and safe for any number of threads.
///
/// @param matrix travel between locations
/// @param visits what is to be done
/// @param shifts who can do it, when
/// @param patterns visits that belong to one store
/// @param pins visits nailed to a shift or place
/// @param precedences visits before others
/// @param objective what a plan costs
/// @param reference where visits are in the plan to stay close to, by visit id; may be partial and
///   may name reps and days that have no shift any more
public record Problem(
        Matrix matrix,
        List<Visit> visits,
        List<Shift> shifts,
        List<Pattern> patterns,
        List<Pin> pins,
        List<Precedence> precedences,
        Objective objective,
        Map<String, Slot> reference) {

    /// Joins the parts.
    ///
    /// @throws InvalidProblemException with all faults, if they do not fit together
    public Problem {
        visits = List.copyOf(visits);
        shifts = List.copyOf(shifts);
        patterns = List.copyOf(patterns);
        pins = List.copyOf(pins);
        precedences = List.copyOf(precedences);
        reference = Map.copyOf(reference);
        List<String> faults =
                new ProblemCheck(matrix, visits, shifts, objective)
                        .faults(patterns, pins, precedences, reference);
        if (!faults.isEmpty()) {
            throw new InvalidProblemException(faults);
        }
    }

    /// Starts a problem with fewest metres as its objective.
    public static Builder of(Matrix matrix) {
        return new Builder(matrix);
    }

    /// The same problem under another objective.
    public Problem withObjective(Objective other) {
        return new Problem(matrix, visits, shifts, patterns, pins, precedences, other, reference);
    }

    /// A builder that starts from this problem.
    public Builder toBuilder() {
        return new Builder(matrix)
                .visits(visits)
                .shifts(shifts)
                .patterns(patterns)
                .pins(pins)
                .precedences(precedences)
                .objective(objective)
                .reference(reference);
    }

    /// Builder of [Problem]; not thread-safe.
    public static final class Builder {

        private final Matrix matrix;
        private List<Visit> visits = List.of();
        private List<Shift> shifts = List.of();
        private List<Pattern> patterns = List.of();
        private List<Pin> pins = List.of();
        private List<Precedence> precedences = List.of();
        private Objective objective = Objective.shortest();
        private Map<String, Slot> reference = Map.of();

        private Builder(Matrix matrix) {
            this.matrix = matrix;
        }

        public Builder visits(List<Visit> value) {
            this.visits = value;
            return this;
        }

        public Builder shifts(List<Shift> value) {
            this.shifts = value;
            return this;
        }

        public Builder patterns(List<Pattern> value) {
            this.patterns = value;
            return this;
        }

        public Builder pins(List<Pin> value) {
            this.pins = value;
            return this;
        }

        public Builder precedences(List<Precedence> value) {
            this.precedences = value;
            return this;
        }

        public Builder objective(Objective value) {
            this.objective = value;
            return this;
        }

        /// See [Problem#reference]; [Plan#slots] of an earlier plan fits.
        public Builder reference(Map<String, Slot> value) {
            this.reference = value;
            return this;
        }

        /// Joins the parts.
        ///
        /// @throws InvalidProblemException with all faults, if they do not fit together
        public Problem build() {
            return new Problem(
                    matrix, visits, shifts, patterns, pins, precedences, objective, reference);
        }
    }
}
