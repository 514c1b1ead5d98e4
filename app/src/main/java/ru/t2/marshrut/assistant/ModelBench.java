package ru.t2.marshrut.assistant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.LocalModels;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.Usage;
import ru.t2.marshrut.assistant.BenchTask.Told;
import ru.t2.marshrut.platform.AppSettings;

/// How well models answer the labelled cases, against two controls. Opens model files by itself,
/// beside an application or without one. Not thread-safe.
public final class ModelBench implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOADING = Duration.ofMinutes(2);
    private static final int CONTEXT_TOKENS = 4096;
    private static final int MOST_NOTES = 400;
    private static final int ALL = Integer.MAX_VALUE;

    private final LocalModels local = new LocalModels();
    private final int threads;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /// A model to be measured.
    private record Subject(String title, LanguageModel model) {}

    /// The models of the settings, as far as their files are there.
    public static ModelBench of(AppSettings.Models settings) {
        var bench = new ModelBench(settings.threads());
        for (var name : ModelName.values()) {
            var id =
                    switch (name) {
                        case QWEN -> settings.qwen().modelId();
                        case LLAMA -> settings.llama().modelId();
                    };
            bench.add(name.title(), settings.folder().resolve(id));
        }
        return bench;
    }

    /// Model files of the known architectures.
    public static ModelBench of(List<Path> files, int threads) {
        var bench = new ModelBench(threads);
        files.forEach(file -> bench.add(String.valueOf(file.getFileName()), file));
        return bench;
    }

    private ModelBench(int threads) {
        this.threads = threads;
    }

    private void add(String title, Path file) {
        if (!Files.isRegularFile(file)) {
            notes.add("%s was not measured: %s is missing.".formatted(title, file));
            return;
        }
        var refusal = "";
        for (var name : ModelName.values()) {
            var model =
                    local.open(
                            new LocalModelSettings(
                                    title,
                                    file,
                                    name.architecture(),
                                    CONTEXT_TOKENS,
                                    threads,
                                    1,
                                    Duration.ZERO,
                                    List.of()));
            switch (model.load(Deadline.in(LOADING))) {
                case Answered<?> _ -> {
                    subjects.add(new Subject(title, model));
                    return;
                }
                case Failed<?>(var failure) -> {
                    refusal = failure.detail();
                    model.close();
                }
            }
        }
        notes.add("%s was not measured: %s".formatted(title, refusal));
    }

    /// The titles of the models that are measured.
    public List<String> titles() {
        return subjects.stream().map(Subject::title).toList();
    }

    /// Measures everything; each row is told as soon as it is known.
    ///
    /// @param most cases of each task that models are asked, the first ones; controls answer all
    public List<BenchRow> run(int most, Consumer<BenchRow> told) {
        var rows = new ArrayList<BenchRow>();
        for (var task : BenchTask.all()) {
            rows.addAll(controls(task, told));
        }
        for (var subject : subjects) {
            for (var task : BenchTask.all()) {
                var row = measured(subject.title(), subject.model(), task, most);
                rows.add(row);
                told.accept(row);
            }
        }
        return rows;
    }

    private List<BenchRow> controls(BenchTask task, Consumer<BenchRow> told) {
        var first = new BenchMeasurement("first that may be", task);
        var keywords = new BenchMeasurement(task.control(), task);
        var rows =
                List.of(
                        first.run(text -> control(task.first(text)), ALL, () -> false),
                        keywords.run(text -> control(task.byRule(text)), ALL, () -> false));
        notes.addAll(keywords.notes());
        rows.forEach(told);
        return rows;
    }

    private static Outcome<Told> control(String told) {
        return new Answered<>(Told.of(told), Usage.NONE);
    }

    private BenchRow measured(String title, LanguageModel model, BenchTask task, int most) {
        var measurement = new BenchMeasurement(title, task);
        var row =
                measurement.run(
                        text -> task.ask(model, text, Deadline.in(LIMIT)), most, () -> false);
        measurement.notes().stream()
                .limit(Math.max(0, MOST_NOTES - notes.size()))
                .forEach(notes::add);
        return row;
    }

    /// Has a model put labels into an order, under a mask that lets each through once.
    ///
    /// @param title one of [#titles]
    /// @return the labels in order, or nothing if it did not answer
    public Optional<List<String>> order(
            String title, String instruction, String situation, List<String> labels) {
        var model =
                subjects.stream()
                        .filter(subject -> subject.title().equals(title))
                        .findFirst()
                        .orElseThrow()
                        .model();
        var outcome =
                model.fill(
                        new Prompt(instruction, situation),
                        List.of(
                                new Part.Literal("Order: "),
                                new Part.Permutation("order", labels, " ")),
                        Deadline.in(LIMIT));
        return switch (outcome) {
            case Answered<?>(Filled filled, var _) ->
                    Optional.of(
                            List.of(String.valueOf(filled.slots().get("order")).split(" ", -1)));
            default -> Optional.empty();
        };
    }

    /// What was not measured, and what was answered wrongly.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        subjects.forEach(subject -> subject.model().close());
        local.close();
    }
}
