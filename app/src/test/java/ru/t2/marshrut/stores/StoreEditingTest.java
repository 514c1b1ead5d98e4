package ru.t2.marshrut.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static ru.t2.marshrut.testing.Json.code;
import static ru.t2.marshrut.testing.Json.column;
import static ru.t2.marshrut.testing.Json.wrongFields;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.JsonInput;
import ru.t2.marshrut.platform.Usage;
import ru.t2.marshrut.platform.Usages;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.json.JsonMapper;

class StoreEditingTest {

    private static final String PATH = "/api/v1/locations";

    private static TestApplication application;
    private static HttpCalls http;

    @BeforeAll
    static void start() {
        application = TestApplication.start(Map.of("DEMO_DATA", "false"));
        http = application.http();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void pointsOfMapsAreSentAnewOnlyWhenAStoreHasChanged() {
        http.post(PATH, store("s-point"));
        var first = http.get("/map/stores.json");
        assertThat(column(first.json(), "id")).contains("s-point");
        String tag = first.header("ETag");
        assertThat(http.get("/map/stores.json", "If-None-Match", tag).status()).isEqualTo(304);

        http.patch(PATH + "/s-point", Map.of("version", 1, "name", "Другое имя"));
        var changed = http.get("/map/stores.json", "If-None-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text()).contains("Другое имя");
        http.delete(PATH + "/s-point");
        assertThat(http.get("/map/stores.json").text()).doesNotContain("s-point");
    }

    @Test
    void aStoreIsCreatedReadChangedAndDeleted() {
        var created = http.post(PATH, store("s-life"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(PATH + "/s-life");
        var read = http.get(PATH + "/s-life").json();
        assertThat(read).isEqualTo(created.json());
        assertThat(read.get("category").asString()).isEqualTo("B");
        assertThat(column(read.get("windows"), "start")).containsExactly("09:00", "14:00");
        assertThat(read.get("closed_weekdays")).hasToString("[\"sun\"]");
        assertThat(read.get("closed_dates")).hasToString("[\"2026-05-09\",\"2026-06-12\"]");

        var changed =
                http.patch(PATH + "/s-life", Map.of("version", 1, "name", "Рассвет", "lat", 54.2));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("version").asInt()).isEqualTo(2);
        assertThat(changed.json().get("name").asString()).isEqualTo("Рассвет");
        assertThat(changed.json().get("windows").size()).isEqualTo(2);
        assertThat(http.get(PATH + "?text=" + encoded("рассвет")).json().get("total").asInt())
                .isEqualTo(1);

        assertThat(http.delete(PATH + "/s-life?version=2").status()).isEqualTo(204);
        assertThat(http.get(PATH + "/s-life").status()).isEqualTo(404);
        var trail = http.get("/api/v1/audit-log?entity=store&entity_id=s-life").json().get("items");
        assertThat(column(trail, "action")).containsExactly("delete", "update", "create");
        assertThat(trail.get(1).get("before").get("name").asString()).startsWith("Заря");
        assertThat(trail.get(1).get("after").get("name").asString()).isEqualTo("Рассвет");
        assertThat(trail.get(1).get("actor").asString()).isEqualTo("local");
        assertThat(trail.get(1).get("request_id").asString())
                .isEqualTo(changed.header("X-Request-ID"));
    }

    @Test
    void aStoreWithoutAnIdGetsOne() {
        var input = store("x");
        input.remove("id");
        String id = http.post(PATH, input).json().get("id").asString();
        assertThat(http.get(PATH + "/" + id).status()).isEqualTo(200);
    }

    @Test
    void nullTakesAwayAndWhatIsAbsentStays() {
        http.post(PATH, store("s-null"));
        var patch = new HashMap<String, Object>(Map.of("version", 1));
        patch.put("service_minutes", null);
        patch.put("windows", null);
        patch.put("closed_weekdays", List.of());
        var changed = http.patch(PATH + "/s-null", patch).json();
        assertThat(changed.get("service_minutes").isNull()).isTrue();
        assertThat(changed.get("windows").isEmpty()).isTrue();
        assertThat(changed.get("closed_weekdays").isEmpty()).isTrue();
        assertThat(changed.get("closed_dates").size()).isEqualTo(2);
        patch.put("version", 2);
        patch.put("name", null);
        assertThat(wrongFields(http.patch(PATH + "/s-null", patch))).containsExactly("name");
    }

    @Test
    void aStaleVersionIsAnsweredWithTheCurrentOne() {
        http.post(PATH, store("s-stale"));
        http.patch(PATH + "/s-stale", Map.of("version", 1, "category", "D"));
        var stale = http.patch(PATH + "/s-stale", Map.of("version", 1, "category", "A"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(code(stale)).isEqualTo("stale_version");
        assertThat(stale.json().get("current_version").asInt()).isEqualTo(2);
        assertThat(http.delete(PATH + "/s-stale?version=1").status()).isEqualTo(409);
        assertThat(http.get(PATH + "/s-stale").json().get("category").asString()).isEqualTo("D");
    }

    @Test
    void ofManyChangesAtOnceOneIsMade() throws Exception {
        http.post(PATH, store("s-race"));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> change =
                    () ->
                            http.patch(
                                            PATH + "/s-race",
                                            Map.of("version", 1, "name", UUID.randomUUID()))
                                    .status();
            var statuses =
                    pool.invokeAll(Collections.nCopies(16, change)).stream()
                            .map(Future::resultNow)
                            .toList();
            assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        }
        assertThat(http.get(PATH + "/s-race").json().get("version").asInt()).isEqualTo(2);
    }

    @Test
    void theSameStoreIsNotCreatedTwice() {
        http.post(PATH, store("s-twice"));
        var sameId = http.post(PATH, store("s-twice"));
        assertThat(sameId.status()).isEqualTo(409);
        assertThat(code(sameId)).isEqualTo("id_taken");
        var sameName = store("s-thrice");
        sameName.put("name", "Заря s-twice");
        var answer = http.post(PATH, sameName);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(code(answer)).isEqualTo("store_exists");
        http.post(PATH, store("s-thrice"));
        assertThat(
                        code(
                                http.patch(
                                        PATH + "/s-thrice",
                                        Map.of("version", 1, "name", "Заря s-twice"))))
                .isEqualTo("store_exists");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id              | 'a b'                                                | id",
                "name            | ' '                                                  | name",
                "name            | null                                                 | name",
                "name            | 'a\\u0007'                                           | name",
                "lat             | 95                                                   | lat",
                "lat             | 'north'                                              | lat",
                "lon             | -181                                                 | lon",
                "lon             | null                                                 | lon",
                "category        | 'E'                                                  | category",
                "service_minutes | 0                                                    | service_minutes",
                "service_minutes | 1440                                                 | service_minutes",
                "service_minutes | 1.5                                                  | service_minutes",
                "windows         | [{'start':'10:00','end':'09:00'}]                    | windows[0].end",
                "windows         | [{'start':'10:00'}]                                  | windows[0].end",
                "windows         | [{'start':'25:00','end':'26:00'}]                    | windows[0].start",
                "windows         | [{'start':'09:00','end':'12:00'},{'start':'12:00','end':'13:00'}] | windows[1]",
                "windows         | 5                                                    | windows",
                "closed_weekdays | ['someday']                                          | closed_weekdays[0]",
                "closed_weekdays | ['mon','tue','wed','thu','fri','sat','sun']          | closed_weekdays",
                "closed_dates    | ['2026-13-01']                                       | closed_dates[0]",
                "closed_dates    | ['1900-01-01']                                       | closed_dates[0]",
                "colour          | 'red'                                                | colour"
            })
    void whatIsWrongWithAFieldIsToldByItsName(String field, String value, String named) {
        var input = new HashMap<String, Object>(store(UUID.randomUUID().toString()));
        input.put(field, JsonMapper.shared().readTree(value.replace('\'', '"')));
        var answer = http.post(PATH, input);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(wrongFields(answer)).containsExactly(named);
        assertThat(answer.json().get("errors").get(0).get("message").asString()).isNotBlank();
        http.post(PATH, store("s-patched"));
        var patch = new HashMap<String, Object>(Map.of("version", 1));
        patch.put(field, input.get(field));
        assertThat(wrongFields(http.patch(PATH + "/s-patched", patch))).contains(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                              | version",
                "{\"version\": \"1\"}            | version",
                "{\"version\": 1, \"id\": \"y\"} | id"
            })
    void aPatchNeedsItsVersionAndKeepsTheId(String patch, String named) {
        http.post(PATH, store("s-patch"));
        var answer = http.patch(PATH + "/s-patch", patch);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(wrongFields(answer)).containsExactly(named);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(http.patch(PATH + "/nothing", Map.of("version", 1)).status()).isEqualTo(404);
        assertThat(http.delete(PATH + "/nothing").status()).isEqualTo(404);
        assertThat(http.get(PATH + "/nothing/service-suggestion").status()).isEqualTo(404);
    }

    @Test
    void aRepeatedCreationWithAKeyIsOne() {
        String key = UUID.randomUUID().toString();
        var first = http.post(PATH, store("s-key"), "Idempotency-Key", key);
        var second = http.post(PATH, store("s-key"), "Idempotency-Key", key);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void storesAreFoundByArea() {
        var input = store("s-box");
        input.put("lat", 61.5);
        input.put("lon", 70.5);
        http.post(PATH, input);
        assertThat(column(http.get(PATH + "?bbox=61,70,62,71").json().get("items"), "id"))
                .containsExactly("s-box");
        assertThat(http.get(PATH + "?bbox=61,71,62,72").json().get("total").asInt()).isZero();
        for (String wrong : List.of("1,2,3", "62,70,61,71", "a,b,c,d", "95,0,96,1")) {
            var answer = http.get(PATH + "?bbox=" + wrong);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(wrongFields(answer)).containsExactly("bbox");
        }
    }

    @Test
    void whatIsInUseIsNotDeletedAndTheUsersAreNamed() {
        http.post(PATH, store("s-used"));
        var editing = editing(id -> List.of(new Usage("reps", 3), new Usage("other", 0)));
        var problem =
                catchThrowableOfType(
                        ApiException.class,
                        () ->
                                application
                                        .bean(TransactionOperations.class)
                                        .executeWithoutResult(_ ->
                                                editing.delete("s-used", OptionalInt.empty())));
        assertThat(problem.code()).isEqualTo("in_use");
        assertThat(http.get(PATH + "/s-used").status()).isEqualTo(200);
    }

    private static StoreEditing editing(StoreUsage usage) {
        return new StoreEditing(
                application.bean(StoreRepository.class),
                application.bean(AuditTrail.class),
                application.bean(JsonInput.class),
                application.bean(Usages.class),
                List.of(usage),
                application.bean(Clock.class));
    }

    @Test
    void aServiceTimeIsSuggestedOnlyFromFacts() {
        http.post(PATH, store("s-facts"));
        var none = http.get(PATH + "/s-facts/service-suggestion").json();
        assertThat(none.get("basis").asString()).isEqualTo("none");
        assertThat(none.get("suggested_minutes").isNull()).isTrue();
        assertThat(none.get("service_minutes").asInt()).isEqualTo(20);

        var store = application.bean(Stores.class).find("s-facts").orElseThrow();
        assertThat(ServiceSuggestion.of(store, Optional.of(facts(5, 100))))
                .isEqualTo(
                        new ServiceSuggestion(
                                "s-facts", 20L, 13L, ServiceSuggestion.Basis.STORE, 5));
        assertThat(ServiceSuggestion.of(store, Optional.of(facts(2, 100))))
                .isEqualTo(
                        new ServiceSuggestion(
                                "s-facts", 20L, 17L, ServiceSuggestion.Basis.CATEGORY, 100));
    }

    private static ServiceTimes facts(int ofStore, int ofCategory) {
        return new ServiceTimes() {
            @Override
            public Optional<Measured> ofStore(String storeId) {
                return Optional.of(new Measured(Duration.ofSeconds(12 * 60 + 1), ofStore));
            }

            @Override
            public Optional<Measured> ofCategory(Category category) {
                return Optional.of(new Measured(Duration.ofMinutes(17), ofCategory));
            }
        };
    }

    @Test
    void aStoreKnowsWhenItIsClosed() {
        http.post(PATH, store("s-closed"));
        var store = application.bean(Stores.class).find("s-closed").orElseThrow();
        assertThat(store.isClosedOn(LocalDate.of(2026, 5, 10))).isTrue();
        assertThat(store.isClosedOn(LocalDate.of(2026, 6, 12))).isTrue();
        assertThat(store.isClosedOn(LocalDate.of(2026, 6, 11))).isFalse();
    }

    static Map<String, Object> store(String id) {
        var store =
                new HashMap<String, Object>(
                        Map.of(
                                "id",
                                id,
                                "name",
                                "Заря " + id,
                                "address",
                                "Саранск, ул. Лесная, 1",
                                "city",
                                "Саранск",
                                "lat",
                                54.19,
                                "lon",
                                45.17,
                                "category",
                                "в",
                                "service_minutes",
                                20,
                                "windows",
                                List.of(
                                        Map.of("start", "14:00", "end", "18:00"),
                                        Map.of("start", "09:00", "end", "12:00")),
                                "closed_weekdays",
                                List.of("sun")));
        store.put("closed_dates", List.of("2026-06-12", "2026-05-09", "2026-06-12"));
        return store;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
