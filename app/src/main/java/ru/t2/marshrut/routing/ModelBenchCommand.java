package ru.t2.marshrut.routing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ru.t2.marshrut.assistant.BenchRow;
import ru.t2.marshrut.assistant.ModelBench;
import ru.t2.marshrut.platform.AppSettings;

/// `./run bench models [--html FILE] [--cases N] [GGUF …]`: how well models answer labelled cases,
/// against two controls, and how well they would order stops by themselves, against the solver.
/// Without files the models of the settings are measured; those that are missing are named.
public final class ModelBenchCommand {

    private static final int[] SIZES = {5, 10, 20, 50};
    private static final int SEEDS = 5;
    private static final String HEADER =
            "| reader | task | cases | valid | right | valid but wrong | p50 ms | p95 ms | tokens in (cached), out | first place % (fair) | first rotation alone % |";

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private ModelBenchCommand() {}

    public static void main(String[] arguments) throws IOException {
        var files = new ArrayList<Path>();
        Optional<Path> html = Optional.empty();
        int cases = Integer.MAX_VALUE;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--html") && i + 1 < arguments.length) {
                html = Optional.of(Path.of(arguments[++i]));
            } else if (arguments[i].equals("--cases") && i + 1 < arguments.length) {
                cases = Integer.parseInt(arguments[++i]);
            } else {
                files.add(Path.of(arguments[i]));
            }
        }
        new ModelBenchCommand().run(files, html, cases);
        System.exit(0);
    }

    private void run(List<Path> files, Optional<Path> html, int cases) throws IOException {
        var settings = AppSettings.read(System.getenv(), Path.of("")).models();
        try (var bench =
                files.isEmpty()
                        ? ModelBench.of(settings)
                        : ModelBench.of(files, settings.threads())) {
            var report = new BenchReport();
            out.println(HEADER);
            out.println("|---".repeat(11) + "|");
            for (var row : bench.run(cases, row -> out.println(line(cells(row))))) {
                report.row(cells(row));
            }
            out.println();
            out.println(
                    "| orders stops | stops | model | as given | at random | (ways as multiples of the solver's) |");
            out.println("|---".repeat(6) + "|");
            // Without a model the controls are told all the same.
            var titles = bench.titles().isEmpty() ? List.of("nobody") : bench.titles();
            for (var title : titles) {
                for (int size : SIZES) {
                    var cells = rawOrder(bench, title, size);
                    out.println(line(cells));
                    report.order(cells);
                }
            }
            out.println();
            bench.notes().forEach(out::println);
            if (html.isPresent()) {
                Files.writeString(html.get(), report.html(HEADER, bench.notes()));
                out.println("Report: " + html.get());
            }
        }
    }

    private static List<String> cells(BenchRow row) {
        return List.of(
                row.reader(),
                row.task(),
                Integer.toString(row.cases()),
                Integer.toString(row.valid()),
                "%d (%d %%)".formatted(row.right(), row.rightPercent()),
                Integer.toString(row.validButWrong()),
                String.format(Locale.ROOT, "%.1f", row.p50Ms()),
                String.format(Locale.ROOT, "%.1f", row.p95Ms()),
                "%d (%d), %d".formatted(row.promptTokens(), row.cachedTokens(), row.outputTokens()),
                row.firstPlacePercent() == null
                        ? "–"
                        : String.format(
                                Locale.ROOT,
                                "%.0f (%.0f)",
                                row.firstPlacePercent(),
                                row.fairPercent()),
                row.alonePercent() == null
                        ? "–"
                        : String.format(Locale.ROOT, "%.0f", row.alonePercent()));
    }

    private static List<String> rawOrder(ModelBench bench, String title, int size) {
        var byModel = new double[SEEDS];
        int answered = 0;
        double asGiven = 0;
        double atRandom = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var comparison =
                    RawOrder.of(size, seed)
                            .compare((instruction, situation, labels) ->
                                    bench.titles().contains(title)
                                            ? bench.order(title, instruction, situation, labels)
                                            : Optional.empty());
            asGiven += comparison.asGiven() / SEEDS;
            atRandom += comparison.atRandom() / SEEDS;
            if (comparison.byModel().isPresent()) {
                byModel[answered++] = comparison.byModel().get();
            }
        }
        var ways = Arrays.stream(byModel, 0, answered).average();
        return List.of(
                title,
                Integer.toString(size),
                ways.isPresent()
                        ? String.format(
                                Locale.ROOT, "%.2f (%d of %d)", ways.getAsDouble(), answered, SEEDS)
                        : "–",
                String.format(Locale.ROOT, "%.2f", asGiven),
                String.format(Locale.ROOT, "%.2f", atRandom));
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
