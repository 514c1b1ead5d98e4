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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.LocalModels;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.marshrut.llm.Usage;
import ru.t2.marshrut.assistant.Wish.Kind;
import ru.t2.marshrut.assistant.reading.Clause;
import ru.t2.marshrut.assistant.reading.Names;
import ru.t2.marshrut.assistant.reading.Word;
import ru.t2.marshrut.platform.AppSettings;

/// How well wishes are read: every model whose file is there, against two controls, on labelled
/// texts. `./run models bench`; prints a table and every text that was read wrongly.
public final class ReadingBench {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> SETS = List.of("cases", "held-out");

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<String> wrong = new ArrayList<>();

    /// The kinds somebody gives to the clauses of a text; empty: no valid answer.
    private interface Reader extends Function<List<Clause>, Optional<Answer>> {}

    private record Answer(List<Kind> kinds, Usage usage) {}

    public static void main(String[] arguments) {
        var settings = AppSettings.read(System.getenv(), Path.of("")).models();
        new ReadingBench().run(settings);
        System.exit(0);
    }

    private void run(AppSettings.Models settings) {
        out.println(
                "| reader | set | texts | valid | right | valid but wrong | p50 ms | p95 ms | tokens in, out |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (var set : SETS) {
            var cases = WishCases.load(set);
            measure("first kind allowed", set, cases, control(ReadingBench::firstAllowed));
            measure("keywords", set, cases, control(Clause::kindByRule));
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
                var model =
                        local.open(
                                new LocalModelSettings(
                                        name.id(),
                                        file,
                                        name.architecture(),
                                        2048,
                                        settings.threads(),
                                        1,
                                        Duration.ZERO,
                                        List.of()));
                for (var set : SETS) {
                    measure(name.title(), set, WishCases.load(set), asking(model));
                }
            }
        }
        out.println();
        wrong.forEach(out::println);
    }

    private static Kind firstAllowed(Clause clause) {
        return clause.allowed().iterator().next();
    }

    private static Reader control(Function<Clause, Kind> decide) {
        return clauses ->
                Optional.of(new Answer(clauses.stream().map(decide).toList(), Usage.NONE));
    }

    private Reader asking(LanguageModel model) {
        return clauses ->
                switch (WishReader.decide(model, clauses, Deadline.in(LIMIT))) {
                    case Answered<List<Kind>>(var kinds, var usage) ->
                            Optional.of(new Answer(kinds, usage));
                    case Failed<List<Kind>>(var failure) -> {
                        wrong.add(failure.reason() + ": " + failure.detail());
                        yield Optional.empty();
                    }
                };
    }

    private void measure(String who, String set, WishCases cases, Reader reader) {
        var names = new Names(cases.places());
        int valid = 0;
        int right = 0;
        var usage = Usage.NONE;
        var millis = new double[cases.cases().size()];
        for (int i = 0; i < millis.length; i++) {
            var one = cases.cases().get(i);
            long started = System.nanoTime();
            var clauses = Clause.of(Word.plain(one.text()), names);
            var answer = reader.apply(clauses);
            millis[i] = (System.nanoTime() - started) / 1e6;
            if (answer.isEmpty()) {
                continue;
            }
            valid++;
            usage = usage.plus(answer.get().usage());
            var kinds = answer.get().kinds();
            var read =
                    WishCases.notation(
                            IntStream.range(0, clauses.size())
                                    .mapToObj(c -> clauses.get(c).as(kinds.get(c)))
                                    .toList());
            if (read.equals(one.expected())) {
                right++;
            } else if (who.equals("keywords")) {
                wrong.add(
                        "%s, %s: «%s» → %s instead of %s"
                                .formatted(who, set, one.text(), read, one.expected()));
            }
        }
        Arrays.sort(millis);
        out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %.1f | %.1f | %d, %d |%n",
                who,
                set,
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
