package ru.t2.marshrut.assistant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.marshrut.llm.Usage;
import ru.t2.marshrut.assistant.BenchTask.Told;

/// One reader at one task. Not thread-safe.
final class BenchMeasurement {

    private final String reader;
    private final BenchTask task;
    private final List<Double> millis = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Usage usage = Usage.NONE;
    private int valid;
    private int right;
    private int rotations;
    private int firstPlaces;
    private double fairShare;
    private int alone;
    private int choices;

    BenchMeasurement(String reader, BenchTask task) {
        this.reader = reader;
        this.task = task;
    }

    /// Has cases answered, as many as are wanted, or until it is told to stop.
    ///
    /// @param answering of a case's text
    BenchRow run(Function<String, Outcome<Told>> answering, int most, BooleanSupplier stop) {
        for (var one : task.cases().subList(0, Math.min(most, task.cases().size()))) {
            if (stop.getAsBoolean()) {
                break;
            }
            long started = System.nanoTime();
            var outcome = answering.apply(one.text());
            millis.add((System.nanoTime() - started) / 1e6);
            switch (outcome) {
                case Answered<Told>(var answer, var cost) -> {
                    usage = usage.plus(cost);
                    count(one, answer);
                }
                case Failed<Told>(var failure) ->
                        notes.add(
                                "%s, %s: %s, %s"
                                        .formatted(
                                                reader,
                                                task.name(),
                                                failure.reason(),
                                                failure.detail()));
            }
        }
        return row();
    }

    /// What was answered wrongly, or not at all.
    List<String> notes() {
        return List.copyOf(notes);
    }

    private void count(LabelledText one, Told answer) {
        valid++;
        if (answer.told().equals(one.expected())) {
            right++;
        } else {
            notes.add(
                    "%s, %s: «%s» → %s instead of %s"
                            .formatted(
                                    reader,
                                    task.name(),
                                    one.text().replace('\t', ' '),
                                    answer.told(),
                                    one.expected()));
        }
        int places = answer.places().size();
        if (places > 0) {
            choices++;
            rotations += places;
            firstPlaces += (int) answer.places().stream().filter(place -> place == 0).count();
            // Each option is shown first once.
            fairShare += 1;
            alone += answer.places().getFirst() == Integer.parseInt(one.expected()) ? 1 : 0;
        }
    }

    private BenchRow row() {
        var sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new BenchRow(
                reader,
                task.name(),
                sorted.length,
                valid,
                right,
                sorted.length == 0 ? 0 : sorted[sorted.length / 2],
                sorted.length == 0 ? 0 : sorted[sorted.length * 19 / 20],
                usage.promptTokens(),
                usage.cachedTokens(),
                usage.outputTokens(),
                percent(firstPlaces, rotations),
                percent(fairShare, rotations),
                percent(alone, choices));
    }

    private static @Nullable Double percent(double part, int whole) {
        return whole == 0 ? null : 100 * part / whole;
    }
}
