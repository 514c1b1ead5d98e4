package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.testing.SyntheticModel;
import ru.t2.marshrut.testing.Alone;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// Pros and cons in a model's words, with the real runtime: models that talk nonsense, and ones
/// that say a given text.
@Alone
class ExplanationTest {

    private static final String QWEN = "qwen2-0_5b-instruct-q4_k_m.gguf";
    private static final String LLAMA = "Llama-3.2-1B-Instruct-Q4_K_M.gguf";
    private static final Map<String, Object> EXPLAIN = Map.of("explain", true);

    private static TestApplication application;
    private static Path models;

    @BeforeAll
    static void start() throws IOException {
        var folder = TestApplication.temporaryFolder();
        models = Files.createDirectories(folder.resolve("models"));
        application = TestApplication.start(folder, Map.of("MODEL_THREADS", "1"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void bothModelsAreInPlace() {
        SyntheticModel.qwen().seed(1).write(models.resolve(QWEN));
        SyntheticModel.llama().seed(2).write(models.resolve(LLAMA));
    }

    @Test
    void nonsenseNeverGetsThrough() {
        var template = variants(Map.of(), "auto");
        var asked = variants(EXPLAIN, "auto");
        assertThat(asked.size()).isEqualTo(template.size());
        for (int i = 0; i < asked.size(); i++) {
            assertThat(asked.get(i).get("explanation_source").asString()).isEqualTo("template");
            assertThat(asked.get(i).get("explanation_refusal").asString())
                    .isIn("unusable_text", "unfounded_number");
            assertThat(asked.get(i).get("pros")).isEqualTo(template.get(i).get("pros"));
            assertThat(asked.get(i).get("cons")).isEqualTo(template.get(i).get("cons"));
            assertThat(template.get(i).get("explanation_refusal").isNull()).isTrue();
        }
    }

    @Test
    void wordsWithoutNumbersAreTakenAndSigned() {
        SyntheticModel.qwen().saying(":Short way.").write(models.resolve(QWEN));
        for (var variant : variants(EXPLAIN, "auto")) {
            assertThat(variant.get("explanation_source").asString()).isEqualTo("qwen");
            assertThat(variant.get("explanation_refusal").isNull()).isTrue();
            assertThat(variant.get("pros").toString()).isEqualTo("[\"Short way.\"]");
            assertThat(variant.get("cons").toString()).isEqualTo("[\"Short way.\"]");
        }
    }

    @Test
    void aNumberThatIsNoFactGivesTheTemplateItsWord() {
        SyntheticModel.qwen().saying(":9876 km.").write(models.resolve(QWEN));
        for (var variant : variants(EXPLAIN, "qwen")) {
            assertThat(variant.get("explanation_source").asString()).isEqualTo("template");
            assertThat(variant.get("explanation_refusal").asString()).isEqualTo("unfounded_number");
        }
    }

    @Test
    void aNumberIsTakenExactlyWhereItIsAFact() {
        var facts = variants(Map.of(), "auto");
        var number = Pattern.compile("(?<![\\d.])(\\d)(?!\\1)(\\d) min");
        var told =
                facts.stream()
                        .flatMap(variant -> number.matcher(sentences(variant)).results())
                        .map(result -> result.group())
                        .findFirst()
                        .orElseThrow();
        SyntheticModel.qwen().saying(":" + told).write(models.resolve(QWEN));
        var asked = variants(EXPLAIN, "qwen");
        int taken = 0;
        for (int i = 0; i < asked.size(); i++) {
            boolean isFact =
                    Pattern.compile("(?<![\\d.])" + told).matcher(sentences(facts.get(i))).find();
            assertThat(asked.get(i).get("explanation_source").asString())
                    .isEqualTo(isFact ? "qwen" : "template");
            taken += isFact ? 1 : 0;
        }
        assertThat(taken).isPositive();
    }

    @Test
    void whatQwenCantSayLlamaMay() throws IOException {
        Files.delete(models.resolve(QWEN));
        SyntheticModel.llama().saying(":Short way.").write(models.resolve(LLAMA));
        assertThat(variants(EXPLAIN, "auto"))
                .allMatch(v -> v.get("explanation_source").asString().equals("llama"));
        // It is in the metrics as every other turn is, the fallback as well.
        var metrics = application.http().get("/actuator/prometheus").text();
        assertThat(metrics)
                .containsPattern("marshrut_model_[a-z_]+\\{.*prompt=\"explain-1\".*\\}")
                .containsPattern("marshrut_model_fallbacks_total\\{.*file_missing.*llama.*\\}");
    }

    @Test
    void withoutModelsTheTemplateSpeaksAndSaysWhy() throws IOException {
        Files.delete(models.resolve(QWEN));
        Files.delete(models.resolve(LLAMA));
        for (var variant : variants(EXPLAIN, "auto")) {
            assertThat(variant.get("explanation_source").asString()).isEqualTo("template");
            assertThat(variant.get("explanation_refusal").asString()).isEqualTo("file_missing");
        }
        assertThat(variants(EXPLAIN, "solver"))
                .allMatch(v -> v.get("explanation_refusal").isNull());
    }

    @Test
    void theTimeOfTheWholeAnswerIsKept() {
        SyntheticModel.qwen().slow().layers(36).write(models.resolve(QWEN));
        long started = System.nanoTime();
        var variants = variants(Map.of("explain", true, "timeout_ms", 2000), "qwen");
        assertThat(System.nanoTime() - started).isLessThan(3_500_000_000L);
        assertThat(variants)
                .allMatch(v -> v.get("explanation_refusal").asString().equals("timed_out"));
    }

    @Test
    void theChosenRouteIsExplainedByWhoChoseIt() {
        SyntheticModel.qwen().saying(":Short way.").write(models.resolve(QWEN));
        var answer =
                application
                        .http()
                        .post(
                                "/api/v1/qwen/optimize",
                                RouteRequests.body(8, EXPLAIN),
                                "Accept-Language",
                                "en");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var explanation = answer.json().get("explanation");
        assertThat(explanation.get("explanation_source").asString()).isEqualTo("qwen");
        assertThat(explanation.get("pros").get(0).asString()).isEqualTo("Short way.");
        var unasked = application.http().post("/api/v1/qwen/optimize", RouteRequests.body(8));
        assertThat(unasked.json().get("explanation").isNull()).isTrue();
    }

    @Test
    void whatWasWrittenIsOnRecord() {
        SyntheticModel.qwen().saying(":Short way.").write(models.resolve(QWEN));
        variants(EXPLAIN, "qwen");
        var row =
                application
                        .jdbc()
                        .sql(
                                """
                                select situation, answer, outcome
                                from model_run
                                join model_attempt on run_id = id
                                where prompt_version = 'explain-1'
                                order by created_at desc
                                limit 1
                                """)
                        .query()
                        .singleRow();
        assertThat(row)
                .containsEntry("outcome", "answered")
                .containsEntry("answer", "For:Short way.\nAgainst:Short way.");
        assertThat(String.valueOf(row.get("situation"))).startsWith("Language: English\nFor:\n- ");
    }

    private static String sentences(JsonNode variant) {
        return variant.get("pros") + " " + variant.get("cons");
    }

    private static List<JsonNode> variants(Map<String, Object> constraints, String model) {
        var body = new HashMap<>(RouteRequests.body(12, constraints));
        body.put("model", model);
        var answer =
                application.http().post("/api/v1/optimize/variants", body, "Accept-Language", "en");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return StreamSupport.stream(answer.json().get("variants").spliterator(), false).toList();
    }
}
