package org.marshrut.benchmarks.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.marshrut.benchmarks.models.LibraryPeer.Sample;
import org.marshrut.llm.LocalModels;
import org.marshrut.llm.internal.natives.NativeLibrary;
import org.marshrut.llm.internal.natives.NativeLibraryException;

/// Compares the library with a native program on the same shared objects and files, both taking
/// turns in one run: `ModelSpeed MODELS NATIVE_BENCH RESULTS [THREADS] [ROUNDS]`. Writes
/// `model-speed-*.md` and `.csv`.
final class ModelSpeed {

    private static final int PROMPT_TOKENS = 512;
    private static final int OUTPUT_TOKENS = 64;
    private static final double GOAL_RATIO = 0.95;
    private static final double GOAL_BYTES = 1.6e9;

    private final Path models;
    private final Path program;
    private final int threads;
    private final int rounds;
    private final NativeLibrary library;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ModelSpeed(Path models, Path program, int threads, int rounds)
            throws NativeLibraryException {
        this.models = models;
        this.program = program;
        this.threads = threads;
        this.rounds = rounds;
        this.library = NativeLibrary.locate();
    }

    /// One round's two speeds, in tokens a second.
    private record Pair(FullSizeModel model, String what, double peer, double ours) {

        double ratio() {
            return ours / peer;
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3) {
            System.err.println("Usage: ModelSpeed MODELS NATIVE_BENCH RESULTS [THREADS] [ROUNDS]");
            System.exit(2);
        }
        int threads =
                arguments.length > 3
                        ? Integer.parseInt(arguments[3])
                        : Runtime.getRuntime().availableProcessors();
        int rounds = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 5;
        var speed = new ModelSpeed(Path.of(arguments[0]), Path.of(arguments[1]), threads, rounds);
        var machine = Machine.now();
        speed.measure();
        speed.write(Files.createDirectories(Path.of(arguments[2])), machine);
    }

    private void measure() throws IOException {
        try (var local = new LocalModels(() -> library)) {
            long resident = 0;
            for (var model : FullSizeModel.values()) {
                resident += measure(model, local);
            }
            notes.add(
                    "Both processes together: %,d MB resident, goal at most %,d MB: %s."
                            .formatted(
                                    resident / 1_000_000,
                                    (long) GOAL_BYTES / 1_000_000,
                                    resident <= GOAL_BYTES ? "met" : "missed"));
        }
    }

    /// @return resident bytes of the library's process
    private long measure(FullSizeModel model, LocalModels local) throws IOException {
        var file = models.resolve(model.fileName());
        var ours = new LibraryPeer(local, model, file, threads);
        var loading = ours.load();
        try (var peer = new NativePeer(program, library, file, threads)) {
            warmUp(peer, ours);
            for (int round = 0; round < rounds; round++) {
                boolean weBegin = round % 2 == 1;
                prompt(model, peer, ours, weBegin);
                generation(model, peer, ours, weBegin);
            }
            note(model, peer, ours, loading);
        }
        return ours.residentBytes();
    }

    private static void warmUp(NativePeer peer, LibraryPeer ours) {
        peer.prompt(PROMPT_TOKENS);
        ours.prompt(ours.freshPrompt(PROMPT_TOKENS));
        peer.generate(4);
        ours.generate(4);
    }

    private void prompt(FullSizeModel model, NativePeer peer, LibraryPeer ours, boolean weBegin) {
        var prompt = ours.freshPrompt(PROMPT_TOKENS);
        Sample first = weBegin ? ours.prompt(prompt) : null;
        int tokens = first == null ? PROMPT_TOKENS : first.tokens();
        var theirs = new Sample(tokens, peer.prompt(tokens));
        add(model, "prompt", theirs, first == null ? ours.prompt(prompt) : first);
    }

    private void generation(
            FullSizeModel model, NativePeer peer, LibraryPeer ours, boolean weBegin) {
        Sample first = weBegin ? ours.generate(OUTPUT_TOKENS) : null;
        var theirs = new Sample(OUTPUT_TOKENS, peer.generate(OUTPUT_TOKENS));
        add(model, "generation", theirs, first == null ? ours.generate(OUTPUT_TOKENS) : first);
    }

    private void add(FullSizeModel model, String what, Sample theirs, Sample ours) {
        var pair = new Pair(model, what, theirs.tokensPerSecond(), ours.tokensPerSecond());
        pairs.add(pair);
        System.out.printf(
                Locale.ROOT,
                "%-5s %-10s native %7.1f  library %7.1f (%d tokens)  ratio %.3f%n",
                model,
                what,
                pair.peer,
                pair.ours,
                ours.tokens(),
                pair.ratio());
    }

    private void note(FullSizeModel model, NativePeer peer, LibraryPeer ours, Duration loading) {
        var prompt = ours.freshPrompt(PROMPT_TOKENS);
        var first = ours.prompt(prompt);
        var again = ours.prompt(prompt);
        notes.add(
                "%s: loaded in %.1f s (native %.1f s); %,d MB resident (native %,d MB); a prompt of %d tokens %d ms, the same again %d ms."
                        .formatted(
                                model,
                                loading.toMillis() / 1e3,
                                peer.loading().toMillis() / 1e3,
                                ours.residentBytes() / 1_000_000,
                                peer.residentBytes() / 1_000_000,
                                first.tokens(),
                                first.time().toMillis(),
                                again.time().toMillis()));
    }

    private void write(Path results, Machine machine) throws IOException {
        var name = "model-speed-%s-threads-%d".formatted(machine.day(), threads);
        var report = new StringBuilder();
        report.append("# Speed of the models, %s%n%n".formatted(machine.day()));
        report.append(
                "%s; llama.cpp %s, %d threads, %d rounds taking turns. Full-size files with random weights.%n"
                        .formatted(machine, NativePeer.build(library), threads, rounds));
        report.append(
                "Expected: library at least %.2f of native. Prompt of about %d tokens, %d generated; medians, a call as its caller sees it.%n%n"
                        .formatted(GOAL_RATIO, PROMPT_TOKENS, OUTPUT_TOKENS));
        report.append(
                "| model | what | native tokens/s | library tokens/s | ratio | range | goal |\n|---|---|---|---|---|---|---|\n");
        for (var model : FullSizeModel.values()) {
            for (var what : List.of("prompt", "generation")) {
                report.append(row(model, what));
            }
        }
        report.append('\n');
        notes.forEach(note -> report.append("- ").append(note).append('\n'));
        Files.writeString(results.resolve(name + ".md"), report);
        var csv =
                new StringBuilder(
                        "model,what,native_tokens_per_second,library_tokens_per_second\n");
        for (var pair : pairs) {
            csv.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%.2f,%.2f%n",
                            pair.model,
                            pair.what,
                            pair.peer,
                            pair.ours));
        }
        Files.writeString(results.resolve(name + ".csv"), csv);
        System.out.println();
        System.out.print(report);
        System.out.println(results.resolve(name + ".md"));
    }

    private String row(FullSizeModel model, String what) {
        var some =
                pairs.stream()
                        .filter(pair -> pair.model == model && pair.what.equals(what))
                        .toList();
        double ratio = median(some.stream().map(Pair::ratio).toList());
        var range = some.stream().mapToDouble(Pair::ratio).summaryStatistics();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.3f | %.3f–%.3f | %s |%n",
                model,
                what,
                median(some.stream().map(Pair::peer).toList()),
                median(some.stream().map(Pair::ours).toList()),
                ratio,
                range.getMin(),
                range.getMax(),
                ratio >= GOAL_RATIO ? "met" : "missed");
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
