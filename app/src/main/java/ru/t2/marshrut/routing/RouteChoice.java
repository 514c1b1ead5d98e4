package ru.t2.marshrut.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ru.t2.marshrut.assistant.ModelName;

/// How one of the candidates is to be chosen, and how it is put to a model.
final class RouteChoice {

    private RouteChoice() {}

    /// Who chooses.
    sealed interface By {

        /// The first model of the chain that answers.
        record Models(List<ModelName> chain) implements By {}

        /// Nobody but the figures.
        record Solver() implements By {}
    }

    /// The candidate that is best by a preference; the earlier of equals.
    static int best(List<Candidate> candidates, Preference preference) {
        Comparator<Candidate> order =
                Comparator.comparingLong(Candidate::brokenSeconds)
                        .thenComparing(
                                switch (preference) {
                                    case DISTANCE ->
                                            Comparator.comparingLong(Candidate::distanceMetres);
                                    case TIME ->
                                            Comparator.<Candidate>comparingLong(
                                                    c -> c.route().endSeconds());
                                    case PRIORITY ->
                                            Comparator.comparingLong(Candidate::importantMinutes);
                                    case COST -> Comparator.comparing(Candidate::cost);
                                });
        return candidates.indexOf(candidates.stream().min(order).orElseThrow());
    }

    /// What the dispatcher wants, in one line.
    static String situation(RouteTask task) {
        var wish =
                new StringBuilder("Wish: ").append(task.notes().isEmpty() ? "none" : task.notes());
        task.preference()
                .ifPresent(preference ->
                        wish.append("\nPrefer: ")
                                .append(preference.name().toLowerCase(Locale.ROOT)));
        return wish.toString();
    }

    /// One line for each candidate: its name and its figures relative to the shortest.
    static List<String> options(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> {
                    var difference = Difference.of(candidate, candidates);
                    return String.format(
                            Locale.ROOT,
                            "%s, %+.1f km, %+d min, late %d min",
                            candidate.name().english(),
                            difference.metres() / 1000.0,
                            difference.minutes(),
                            difference.lateMinutes());
                })
                .toList();
    }

    /// How a candidate differs from the shortest.
    ///
    /// @param metres longer
    /// @param minutes longer from start to end; negative for shorter
    /// @param lateMinutes late, not relative to anything
    record Difference(long metres, long minutes, long lateMinutes) {

        static Difference of(Candidate candidate, List<Candidate> all) {
            var shortest =
                    all.stream()
                            .min(Comparator.comparingLong(Candidate::distanceMetres))
                            .orElseThrow();
            return new Difference(
                    candidate.distanceMetres() - shortest.distanceMetres(),
                    Math.round((candidate.durationSeconds() - shortest.durationSeconds()) / 60.0),
                    Math.ceilDiv(candidate.brokenSeconds(), 60));
        }
    }

    /// Notes as one line of plain text: control characters and runs of blanks become one blank.
    static String oneLine(Optional<String> notes) {
        return notes.orElse("").replaceAll("[\\p{C}\\s]+", " ").strip();
    }
}
