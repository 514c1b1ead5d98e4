package ru.t2.marshrut.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

class LocationsApiTest {

    private static final String PATH = "/api/v1/locations";

    private final HttpCalls http = TestApplication.shared().http();

    @Test
    void withoutParametersTheFirstFiftyAreListed() {
        var list = http.get(PATH).json();
        assertThat(list.propertyNames()).containsExactly("total", "items");
        assertThat(list.get("total").asInt()).isEqualTo(250);
        assertThat(list.get("items").size()).isEqualTo(50);
        assertThat(list.get("items").get(49).get("id").asString()).isEqualTo("tt-050");
    }

    @Test
    void limitAndOffsetChooseAPart() {
        var items = http.get(PATH + "?limit=2&offset=249").json().get("items");
        assertThat(items.size()).isEqualTo(1);
        assertThat(items.get(0).get("id").asString()).isEqualTo("tt-250");
        assertThat(http.get(PATH + "?limit=500").json().get("items").size()).isEqualTo(250);
    }

    @Test
    void aStoreHasAllItsFields() {
        var answer = http.get(PATH + "/tt-001");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        var store = answer.json();
        assertThat(store.propertyNames())
                .containsExactly(
                        "id",
                        "name",
                        "address",
                        "city",
                        "district",
                        "lat",
                        "lon",
                        "category",
                        "service_minutes",
                        "windows",
                        "closed_weekdays",
                        "closed_dates",
                        "synthetic",
                        "version",
                        "created_at",
                        "updated_at");
        assertThat(store.get("city").asString()).isEqualTo("Саранск");
        assertThat(store.get("district").asString()).isEqualTo("г.о. Саранск");
        assertThat(store.get("category").asString()).isEqualTo("A");
        assertThat(store.get("windows").get(0).get("start").asString()).isEqualTo("09:00");
        assertThat(store.get("windows").get(0).get("end").asString()).isEqualTo("12:00");
        assertThat(store.get("synthetic").asBoolean()).isTrue();
        assertThat(store.get("version").asInt()).isEqualTo(1);
        assertThat(store.get("created_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.+Z");
    }

    @Test
    void filtersNarrowTheList() {
        assertThat(total("category=A")).isEqualTo(50);
        assertThat(total("category=" + encoded("в"))).isEqualTo(75);
        assertThat(total("district=" + encoded("г.о. Саранск"))).isEqualTo(30);
        assertThat(total("city=" + encoded("Рузаевка"))).isEqualTo(7);
        assertThat(total("district=" + encoded("Рузаевский район") + "&category=B")).isEqualTo(3);
        assertThat(total("text=" + encoded("РУЗАЕВСКИЙ район"))).isEqualTo(10);
        assertThat(total("text=" + encoded("дубенский"))).isEqualTo(10);
        assertThat(total("text=tt-0")).isEqualTo(99);
        assertThat(total("text=%25")).isZero();
        assertThat(total("category=&district=&city=&text=&limit=&offset=")).isEqualTo(250);
    }

    @Test
    void aFilteredListHasOnlyWhatWasAskedFor() {
        var items = http.get(PATH + "?category=D&limit=500").json().get("items");
        assertThat(StreamSupport.stream(items.spliterator(), false))
                .hasSize(75)
                .extracting(store -> store.get("category").asString())
                .containsOnly("D");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=501, limit",
        "limit=many, limit",
        "offset=-1, offset",
        "category=E, category",
        "text=a%00b, text"
    })
    void aWrongParameterIsNamed(String query, String parameter) {
        var answer = http.get(PATH + "?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        var problem = answer.json();
        assertThat(problem.get("code").asString()).isEqualTo("invalid_input");
        assertThat(problem.get("errors").size()).isEqualTo(1);
        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(parameter);
        assertThat(message(problem)).isNotBlank();
    }

    @Test
    void allWrongParametersAreNamedAtOnce() {
        var errors = http.get(PATH + "?category=E&limit=0&offset=-1").json().get("errors");
        assertThat(StreamSupport.stream(errors.spliterator(), false))
                .extracting(error -> error.get("field").asString())
                .containsExactly("limit", "offset", "category");
    }

    @Test
    void messagesNameValueAndRemedyInTheLanguageOfTheClient() {
        assertThat(message(http.get(PATH + "?limit=1000").json()))
                .isEqualTo("Значение 1000 недопустимо: укажите целое число от 1 до 500.");
        assertThat(message(http.get(PATH + "?limit=1000", "Accept-Language", "en").json()))
                .isEqualTo("1000 is not allowed: give a whole number from 1 to 500.");
        assertThat(message(http.get(PATH + "?category=E").json()))
                .isEqualTo("Категории «E» нет. Допустимы A, B, C, D (латиницей или кириллицей).");
    }

    @ParameterizedTest
    @CsvSource({"tt-000", "%D0%BD%D0%B5%D1%82", "a%20b"})
    void anUnknownStoreIsNotFound(String id) {
        var answer = http.get(PATH + "/" + id);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").asString()).isEqualTo("unknown_id");
    }

    private int total(String query) {
        return http.get(PATH + "?" + query).json().get("total").asInt();
    }

    private static String message(JsonNode problem) {
        return problem.get("errors").get(0).get("message").asString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
