package ru.t2.marshrut.assistant;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.LocalModels;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.marshrut.llm.Usage;
import ru.t2.marshrut.platform.AppSettings;

/// How well texts are read: every model whose file is there, against two controls, on labelled
/// wishes and incidents. `./run models bench`; prints a table and every text that keywords read
/// wrongly.
public final class ReadingBench {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<String> wrong = new ArrayList<>();

    public static void main(String[] arguments) {
        var settings = AppSettings.read(System.getenv(), Path.of("")).models();
        new ReadingBench().run(settings);
        System.exit(0);
    }

    private void run(AppSettings.Models settings) {
        out.println(
                "| reader | task | texts | valid | right | valid but wrong | p50 ms | p95 ms | tokens in, out |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        var tasks = ReadingTask.all();
        for (var task : tasks) {
            measure("first kind allowed", task, control(task::firstAllowed));
            measure("keywords", task, control(task::byRule));
        }
        try (var local = new LocalModels()) {
            for (var name : ModelName.values()) {
                var id =
                        switch (name) {
                            case QWEN -> settings.qwen().modelId();
                            case LLAMA -> settings.llama().modelId();
                        };
                var file = settings.folder().resolve(id);
                if (!Files.isRegularFile(file)) {
                    wrong.add("%s was not measured: %s is missing.".formatted(name.title(), file));
                    continue;
                }
                var model = open(local, name, file, settings);
                for (var task : tasks) {
                    measure(name.title(), task, asking(task, model));
                }
            }
        }
        out.println();
        wrong.forEach(out::println);
    }

    private static LanguageModel open(
            LocalModels local, ModelName name, Path file, AppSettings.Models settings) {
        return local.open(
                new LocalModelSettings(
                        name.id(),
                        file,
                        name.architecture(),
                        2048,
                        settings.threads(),
                        1,
                        Duration.ZERO,
                        List.of()));
    }

    /// Somebody who reads a text; what he says is in the task's notation.
    private interface Reader {
        Outcome<String> read(String text);
    }

    private interface Control {
        String read(String text);
    }

    private static Reader control(Control control) {
        return text -> new Answered<>(control.read(text), Usage.NONE);
    }

    private static Reader asking(ReadingTask task, LanguageModel model) {
        return text -> task.ask(model, text, Deadline.in(LIMIT));
    }

    private void measure(String who, ReadingTask task, Reader reader) {
        int valid = 0;
        int right = 0;
        var usage = Usage.NONE;
        var millis = new double[task.cases().size()];
        for (int i = 0; i < millis.length; i++) {
            var one = task.cases().get(i);
            long started = System.nanoTime();
            var outcome = reader.read(one.text());
            millis[i] = (System.nanoTime() - started) / 1e6;
            switch (outcome) {
                case Answered<String>(var read, var cost) -> {
                    valid++;
                    usage = usage.plus(cost);
                    if (read.equals(one.expected())) {
                        right++;
                    } else if (who.equals("keywords")) {
                        wrong.add(
                                "%s, %s: «%s» → %s instead of %s"
                                        .formatted(
                                                who,
                                                task.name(),
                                                one.text(),
                                                read,
                                                one.expected()));
                    }
                }
                case Failed<String>(var failure) ->
                        wrong.add(
                                "%s, %s: %s, %s"
                                        .formatted(
                                                who,
                                                task.name(),
                                                failure.reason(),
                                                failure.detail()));
            }
        }
        Arrays.sort(millis);
        out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %.1f | %.1f | %d, %d |%n",
                who,
                task.name(),
                millis.length,
                valid,
                right,
                valid - right,
                millis[millis.length / 2],
                millis[millis.length * 19 / 20],
                usage.promptTokens(),
                usage.outputTokens());
    }
}
