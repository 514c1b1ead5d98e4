package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.marshrut.solver.Problem;
import org.marshrut.solver.testing.PublicFormats;

/// The public sets, by the conventions under which their best values are published: VRPTW lengths
/// truncated to one decimal and vehicles without limit, CVRP and TSPLIB lengths rounded to
/// integers, PVRP in double precision (thousandths here), TSPTW as its matrices say.
///
/// Best known values stand beside the instances in `bks.csv`: name, value, further columns ignored.
///
/// @param label name on the command line
/// @param seconds time limit of the goal
/// @param scale units of cost in one unit of the published values
/// @param format reads the files
/// @param note what the comparison means, printed with the results; may be empty
/// @param folders below the folder of all instances
record PublicSet(
        String label, double seconds, int scale, Format format, String note, List<String> folders) {

    /// Values better than the published ones, found and checked.
    private static final Map<String, Double> BETTER = Map.of("p13", 3450.47);

    private static final String ROUNDED = "Lengths rounded to integers.";
    private static final String TRUNCATED =
            "Lengths truncated to one decimal, vehicles without limit (DIMACS).";

    static final List<PublicSet> ALL =
            List.of(
                    new PublicSet(
                            "solomon", 10, 10, PublicFormats::vrptw, TRUNCATED, List.of("solomon")),
                    new PublicSet(
                            "homberger",
                            60,
                            10,
                            PublicFormats::vrptw,
                            TRUNCATED
                                    + " The best values of the files with 200 stops were published"
                                    + " for fewest vehicles first and lengths not truncated: true"
                                    + " gaps are larger than those shown, which may be negative."
                                    + " Those of 1000 stops compare.",
                            List.of("homberger_200", "homberger_1000")),
                    new PublicSet("x", 20, 1, PublicFormats::cvrp, ROUNDED, List.of("x_cvrp")),
                    new PublicSet(
                            "pvrp",
                            10,
                            1000,
                            PublicFormats::pvrp,
                            "Lengths in thousandths. p13 is compared with 3450.47, which was found and"
                                    + " checked; the published 3492.89 is loose.",
                            List.of("pvrp")),
                    new PublicSet(
                            "tsptw",
                            0.2,
                            1,
                            PublicFormats::tsptw,
                            "",
                            List.of(
                                    "tsptw/AFG",
                                    "tsptw/Dumas",
                                    "tsptw/GendreauDumasExtended",
                                    "tsptw/SilvaUrrutia",
                                    "tsptw/SolomonPotvinBengio")),
                    new PublicSet("tsplib", 1, 1, PublicFormats::tsp, ROUNDED, List.of("tsplib")));

    private static final List<String> ENDINGS = List.of(".txt", ".vrp", ".tsp", ".tw", ".tsptw");

    /// Solomon's instances cut down to one route come with four decimals.
    private static final int DECIMALS = 10_000;

    /// Reads one kind of file.
    interface Format {
        Problem read(Path file) throws IOException;
    }

    /// The set's instances in the folder of all instances, by folder and name.
    List<Instance> list(Path all) throws IOException {
        List<Instance> found = new ArrayList<>();
        for (String name : folders) {
            Path folder = all.resolve(name);
            if (Files.isDirectory(folder)) {
                found.addAll(inFolder(folder));
            }
        }
        return found;
    }

    private List<Instance> inFolder(Path folder) throws IOException {
        Map<String, Double> bestKnown = bestKnown(folder.resolve("bks.csv"));
        try (var files = Files.list(folder)) {
            return files.filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .map(file -> instance(file, bestKnown))
                    .toList();
        }
    }

    private Instance instance(Path file, Map<String, Double> bestKnown) {
        String name = plainName(file.getFileName().toString());
        Double best = BETTER.getOrDefault(name, bestKnown.get(name));
        boolean decimals = file.toString().contains("SolomonPotvinBengio");
        return new Instance(
                label,
                name,
                decimals ? DECIMALS : scale,
                best == null ? OptionalDouble.empty() : OptionalDouble.of(best),
                decimals ? () -> PublicFormats.tsptw(file, DECIMALS) : () -> format.read(file));
    }

    private static String plainName(String name) {
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    private static Map<String, Double> bestKnown(Path file) throws IOException {
        Map<String, Double> values = new HashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(",", -1);
                if (parts.length > 1 && parts[1].matches("[0-9.]+")) {
                    values.put(plainName(parts[0]), Double.parseDouble(parts[1]));
                }
            }
        }
        return values;
    }
}
