package ru.t2.marshrut.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Usage;
import org.marshrut.llm.testing.SyntheticModel;
import ru.t2.marshrut.assistant.BenchTask.Told;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

class BenchmarkTest {

    @Test
    void thereAreThreeHundredCasesAndMore() {
        assertThat(BenchTask.all().stream().mapToInt(task -> task.cases().size()).sum())
                .isGreaterThanOrEqualTo(300);
        assertThat(ChoiceTask.load().cases()).hasSize(100);
        assertThat(ExplanationTask.load().cases()).hasSize(40);
    }

    @Test
    void everyChoiceHasItsTableAndARightCandidateOfIt() {
        var task = ChoiceTask.load();
        for (var one : task.cases()) {
            var table = one.text().substring(0, one.text().indexOf('\t'));
            var lines = task.tables().getOrDefault(table, List.of());
            assertThat(Integer.parseInt(one.expected())).as(one.text()).isLessThan(lines.size());
            assertThat(lines)
                    .allMatch(line ->
                            line.matches("[a-z ]+, \\+\\d+\\.\\d km, [+-]\\d+ min, late \\d+ min"));
        }
    }

    @Test
    void controlsHaveTheirRates() {
        var choices = ChoiceTask.load();
        assertThat(rate(choices, choices::first)).isEqualTo(30);
        assertThat(rate(choices, choices::byRule)).isEqualTo(71);
        var explanations = ExplanationTask.load();
        assertThat(rate(explanations, explanations::first)).isZero();
        assertThat(rate(explanations, explanations::byRule)).isEqualTo(40);
    }

    @Test
    void anExplanationNamesTheWeightiestOfEachSideAndNothingElse() {
        var text =
                "Самый короткий путь: 55,5 км.|Самый дешёвый: 388,50 руб.\tЗаканчивается на 17 мин позже самого раннего.";
        assertThat(told(text, "Ехать ближе всего, 55,5 км.", "Закончите на 17 мин позже."))
                .isEqualTo("distance / finish");
        assertThat(told(text, "Дёшево и коротко.", "Заканчивается позже."))
                .as("both facts in one sentence")
                .isEqualTo("distance / finish");
        assertThat(told(text, "Это дешевле.", "Заканчивается позже.")).isEqualTo("cost / finish");
        assertThat(told(text, "Короткий путь, но есть опоздание.", "Позже."))
                .as("a fact that is none")
                .isEqualTo("lateness+distance / finish");
        assertThat(told(text, "Заканчивается раньше.", "Это дороже."))
                .as("sides changed")
                .isEqualTo("finish / cost");
        assertThat(told(text, "Хороший маршрут.", "DONE.")).isEqualTo("nothing / nothing");
    }

    private static String told(String text, String pro, String con) {
        return ExplanationTask.told(text, List.of(pro), List.of(con));
    }

    @Test
    void thePlainNumbersOfTheCasesAreTakenAndOthersAreNot() {
        for (var one : ExplanationTask.load().cases()) {
            var facts = List.of(one.text().split("[\\t|]", -1));
            var grounded = new GroundedText(facts, true);
            assertThat(grounded.findFlaw(List.of("Короче на 7777 км.")))
                    .as(one.text())
                    .contains(Explained.Flaw.UNFOUNDED_NUMBER);
            if (!one.text().contains("<") && !one.text().contains("точка «")) {
                assertThat(grounded.findFlaw(List.of(facts.getFirst()))).as(one.text()).isEmpty();
            }
        }
    }

    @Test
    void positionBiasIsTheShareOfRotationsThatTheFirstPlaceWon() {
        var task = ChoiceTask.load();
        // Whatever it is shown, this reader takes the first place, and so nothing in particular.
        var row =
                new BenchMeasurement("first place", task)
                        .run(
                                _ -> new Answered<>(new Told("0", List.of(0, 0, 0, 0)), Usage.NONE),
                                50,
                                () -> false);
        assertThat(row.firstPlacePercent()).isEqualTo(100.0);
        assertThat(row.fairPercent()).isEqualTo(25.0);
        assertThat(row.cases()).isEqualTo(50);
        assertThat(row.valid()).isEqualTo(50);
    }

    @Test
    void theApplicationMeasuresItsModelsAsAJob() throws Exception {
        var folder = TestApplication.temporaryFolder();
        var models = Files.createDirectories(folder.resolve("models"));
        SyntheticModel.qwen().seed(3).write(models.resolve("qwen2-0_5b-instruct-q4_k_m.gguf"));
        try (var application = TestApplication.start(folder, Map.of())) {
            var http = application.http();
            assertThat(http.post("/api/v1/models/benchmark", Map.of("cases", 0)).status())
                    .isEqualTo(422);

            var started = http.post("/api/v1/models/benchmark", Map.of("cases", 2));
            assertThat(started.status()).as(started.text()).isEqualTo(202);
            var job = finished(application, started.header("Location"));

            assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
            var rows = job.get("result").get("rows");
            // Two controls and one model at six tasks.
            assertThat(rows.size()).isEqualTo(18);
            assertThat(rows.findValuesAsString("reader")).contains("Qwen2-0.5B-Instruct");
            // What a model of random weights writes is no explanation; its choices are valid.
            assertThat(rows)
                    .filteredOn(row -> !row.get("task").asString().equals("explanations"))
                    .allMatch(row -> row.get("valid").asInt() == 2);
            assertThat(rows)
                    .filteredOn(row -> row.get("task").asString().equals("explanations"))
                    .extracting(row -> row.get("reader").asString())
                    .containsExactly("first that may be", "template", "Qwen2-0.5B-Instruct");
            assertThat(job.get("result").get("left_out").get(0).asString())
                    .contains("Llama-3.2-1B-Instruct");
        }
    }

    private static JsonNode finished(TestApplication application, String location)
            throws InterruptedException, IOException {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < until) {
            var job = application.http().get(location).json();
            if (!List.of("queued", "running").contains(job.get("status").asString())) {
                return job;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the benchmark did not finish in time");
    }

    private interface Control {
        String answer(String text);
    }

    private static long rate(BenchTask task, Control control) {
        return task.cases().stream()
                .filter(one -> control.answer(one.text()).equals(one.expected()))
                .count();
    }
}
