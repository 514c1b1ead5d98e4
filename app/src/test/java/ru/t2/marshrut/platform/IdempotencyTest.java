package ru.t2.marshrut.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

class IdempotencyTest {

    private static final String PATH = "/api/v1/optimize";
    private static final String KEY = "Idempotency-Key";

    private final HttpCalls http = TestApplication.shared().http();
    private final String key = UUID.randomUUID().toString();

    @Test
    void theSameKeyBringsTheSameAnswer() {
        var first = http.post(PATH, route("tt-001", "tt-002"), KEY, key);
        var second = http.post(PATH, route("tt-001", "tt-002"), KEY, key);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(http.post(PATH, route("tt-001", "tt-002")).json().get("ID"))
                .isNotEqualTo(first.json().get("ID"));
    }

    @Test
    void aKeyIsGoodForOneRequestOnly() {
        http.post(PATH, route("tt-001", "tt-002"), KEY, key);
        var other = http.post(PATH, route("tt-001", "tt-003"), KEY, key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("code").asString()).isEqualTo("idempotency_key_reused");
        assertThat(http.post(PATH + "?x=1", route("tt-001", "tt-002"), KEY, key).status())
                .isEqualTo(422);
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        assertThat(http.post(PATH, route("tt-001"), KEY, key).status()).isEqualTo(422);
        assertThat(http.post(PATH, route("tt-001", "tt-002"), KEY, key).status()).isEqualTo(200);
    }

    @Test
    void concurrentDuplicatesAreCarriedOutOnce() throws Exception {
        var ids = new ArrayList<String>();
        List<Callable<HttpCalls.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(() -> http.post(PATH, route("tt-010", "tt-020", "tt-030"), KEY, key));
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : pool.invokeAll(calls)) {
                add(call.get(), ids);
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(http.post(PATH, route("tt-010", "tt-020", "tt-030"), KEY, key).json().get("ID"))
                .hasToString('"' + ids.getFirst() + '"');
    }

    private static void add(HttpCalls.Answer answer, List<String> ids) {
        if (answer.status() == 200) {
            ids.add(answer.json().get("ID").asString());
        } else {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json().get("code").asString()).isEqualTo("request_in_progress");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\tinside"})
    void aKeyThatIsNoneIsNamed(String wrong) {
        var answer = http.post(PATH, route("tt-001", "tt-002"), KEY, wrong);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(KEY);
    }

    @Test
    void aLongKeyIsRefused() {
        assertThat(http.post(PATH, route("tt-001", "tt-002"), KEY, "k".repeat(201)).status())
                .isEqualTo(422);
    }

    @Test
    void aKeyedBodyOverTheLimitIsRefused() {
        var answer =
                http.send(
                        http.request(PATH, KEY, key)
                                .setHeader("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.fromPublisher(
                                                BodyPublishers.ofByteArray(new byte[2_000_000]))));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("code").asString()).isEqualTo("request_too_large");
    }

    @Test
    void aReadIsNoWrite() {
        assertThat(http.get("/api/v1/reps", KEY, key).status()).isEqualTo(200);
        assertThat(http.get("/api/v1/vehicles", KEY, key).status()).isEqualTo(200);
    }

    private static Map<String, Object> route(String... ids) {
        return Map.of("location_ids", List.of(ids), "model", "solver");
    }
}
