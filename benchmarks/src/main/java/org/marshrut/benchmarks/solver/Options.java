package org.marshrut.benchmarks.solver;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
///
/// @param sets names of sets, at least one
/// @param seconds time limit of a run; absent means the one of the set's goal
/// @param longSeconds time of a long run of our own to compare with; absent means none
/// @param seeds runs of each instance, with consecutive seeds
/// @param firstSeed seed of the first run
/// @param threads of our solver
/// @param only glob on the instance's name, without its ending
/// @param peers whether the other solvers run too
/// @param instances folder of the public instances, if there is one
/// @param stores the reference stores of the month, if there are any
/// @param results folder for CSV files
record Options(
        List<String> sets,
        OptionalDouble seconds,
        OptionalDouble longSeconds,
        int seeds,
        long firstSeed,
        int threads,
        PathMatcher only,
        boolean peers,
        Optional<Path> instances,
        Optional<Path> stores,
        Path results) {

    static final String USAGE =
            """
            Usage: ./run bench solver [OPTIONS]

              --set NAME[,NAME…]  %s (default: all public ones)
              --seconds N         time limit of a run (default: that of the set's goal)
              --long N            months, quarters and tours: also one run of so many seconds
                                  for each, and how far the others are from it (default: none,
                                  for tours 2)
              --seeds N           runs of each instance (default 5)
              --first-seed N      seed of the first run (default 1)
              --threads N         1 or 2 (default 2)
              --only GLOB         instances by name, as in 'R1*'
              --peers             OR-Tools, Timefold and jsprit on the same files, the same time
              --instances DIR     public instances (default: MARSHRUT_INSTANCES, ../shared/instances)
              --stores FILE       reference stores of the month (default: MARSHRUT_STORES)
              --results DIR       where CSV files and pages go (default: benchmarks/results)
            """
                    .formatted(String.join(" | ", SolverBench.sets()));

    static Options parse(String[] args) {
        List<String> sets = SolverBench.publicSets();
        OptionalDouble seconds = OptionalDouble.empty();
        OptionalDouble longSeconds = OptionalDouble.empty();
        int seeds = 5;
        long firstSeed = 1;
        int threads = 2;
        String only = "*";
        boolean peers = false;
        String instances = System.getenv("MARSHRUT_INSTANCES");
        String stores = System.getenv("MARSHRUT_STORES");
        Path results = Path.of("benchmarks/results");
        List<String> left = new ArrayList<>(Arrays.asList(args));
        while (!left.isEmpty()) {
            String option = left.removeFirst();
            switch (option) {
                case "--set" -> sets = knownSets(value(option, left));
                case "--seconds" -> seconds = number(option, left);
                case "--long" -> longSeconds = number(option, left);
                case "--seeds" ->
                        seeds = (int) positive(option, Integer.parseInt(value(option, left)));
                case "--first-seed" -> firstSeed = Long.parseLong(value(option, left));
                case "--threads" ->
                        threads = (int) positive(option, Integer.parseInt(value(option, left)));
                case "--only" -> only = value(option, left);
                case "--peers" -> peers = true;
                case "--instances" -> instances = value(option, left);
                case "--stores" -> stores = value(option, left);
                case "--results" -> results = Path.of(value(option, left));
                default -> throw new IllegalArgumentException("Unknown option " + option + ".");
            }
        }
        return new Options(
                sets,
                seconds,
                longSeconds,
                seeds,
                firstSeed,
                threads,
                FileSystems.getDefault().getPathMatcher("glob:" + only),
                peers,
                existing(instances, "../shared/instances"),
                existing(stores, "../shared/spec/data/stores-reference-250.json"),
                results);
    }

    private static Optional<Path> existing(@Nullable String given, String otherwise) {
        Path path = Path.of(given == null ? otherwise : given);
        if (given != null && !Files.exists(path)) {
            throw new IllegalArgumentException(path + " does not exist. Check the path.");
        }
        return Optional.of(path).filter(Files::exists);
    }

    private static List<String> knownSets(String names) {
        List<String> sets = List.of(names.split(",", -1));
        for (String set : sets) {
            if (!SolverBench.sets().contains(set)) {
                throw new IllegalArgumentException(
                        "There is no set '%s'. Known are %s."
                                .formatted(set, String.join(", ", SolverBench.sets())));
            }
        }
        return sets;
    }

    private static String value(String option, List<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value.");
        }
        return left.removeFirst();
    }

    private static OptionalDouble number(String option, List<String> left) {
        return OptionalDouble.of(positive(option, Double.parseDouble(value(option, left))));
    }

    private static double positive(String option, double number) {
        if (!(number > 0)) {
            throw new IllegalArgumentException(
                    "%s (%s) must be positive.".formatted(option, number));
        }
        return number;
    }

    /// For how long to be patient.
    static String takesAbout(double seconds) {
        return "Takes about %d min.".formatted(Math.round(Math.ceil((seconds + 20) / 60)));
    }

    boolean wants(String instance) {
        return only.matches(Path.of(instance));
    }
}
