package ru.t2.marshrut.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

class AuditTrailTest {

    private static final String PATH = "/api/v1/audit-log";

    private final TestApplication application = TestApplication.shared();
    private final HttpCalls http = application.http();
    private final AuditTrail trail = application.bean(AuditTrail.class);
    private final TransactionOperations transaction = application.bean(TransactionOperations.class);
    private final String id = UUID.randomUUID().toString();

    @Test
    void aChangeIsToldWithWhatWasBeforeAndAfter() {
        transaction.executeWithoutResult(_ ->
                trail.record(
                        "update",
                        "trial",
                        id,
                        Map.of("name", "Заря"),
                        Map.of("name", "Рассвет"),
                        Optional.of(" Опечатка ")));
        var entry = entries("entity=trial&entity_id=" + id).get(0);
        assertThat(entry.propertyNames())
                .containsExactly(
                        "id",
                        "at",
                        "actor",
                        "action",
                        "entity",
                        "entity_id",
                        "before",
                        "after",
                        "note",
                        "request_id");
        assertThat(entry.get("before").get("name").asString()).isEqualTo("Заря");
        assertThat(entry.get("after").get("name").asString()).isEqualTo("Рассвет");
        assertThat(entry.get("note").asString()).isEqualTo("Опечатка");
        assertThat(entry.get("actor").asString()).isEqualTo("system");
        assertThat(entry.get("request_id").isNull()).isTrue();
    }

    @Test
    void theNewestIsFirstAndListsAreGivenInParts() {
        for (String action : new String[] {"create", "update", "delete"}) {
            transaction.executeWithoutResult(_ -> trail.record(action, "trial", id, null, null));
        }
        assertThat(StreamSupport.stream(entries("entity_id=" + id).spliterator(), false))
                .extracting(entry -> entry.get("action").asString())
                .containsExactly("delete", "update", "create");
        var part = http.get(PATH + "?limit=1&offset=2&entity_id=" + id).json();
        assertThat(part.get("total").asInt()).isEqualTo(3);
        assertThat(part.get("items").size()).isEqualTo(1);
        assertThat(part.get("items").get(0).get("action").asString()).isEqualTo("create");
        assertThat(part.get("items").get(0).get("before").isNull()).isTrue();
    }

    @Test
    void theTrailIsSearchedWhateverTheCase() {
        transaction.executeWithoutResult(_ ->
                trail.record(
                        "update",
                        "trial",
                        id,
                        Map.of("name", "Заря 100%"),
                        Map.of("name", "Рассвет"),
                        Optional.of("Опечатка")));
        for (String text :
                new String[] {"заря", "ЗАРЯ", "Рассвет", "опечатка", "trial " + id, "100%25"}) {
            assertThat(entries("entity_id=" + id + "&q=" + text.replace(" ", "%20")).size())
                    .as(text)
                    .isEqualTo(1);
        }
        assertThat(entries("entity_id=" + id + "&q=1%25%25").size()).isZero();
        assertThat(entries("entity_id=" + id + "&q=_ассвет").size()).isZero();
        assertThat(http.get(PATH + "?q=" + "x".repeat(201)).status()).isEqualTo(422);
    }

    @Test
    void onlyTheMonthAskedForIsListed() {
        transaction.executeWithoutResult(_ -> trail.record("create", "trial", id, null, null));
        var month = YearMonth.now(application.bean(Clock.class));
        assertThat(entries("month=" + month + "&entity_id=" + id).size()).isEqualTo(1);
        assertThat(entries("month=" + month.minusMonths(1) + "&entity_id=" + id).size()).isZero();
        assertThat(entries("entity=other&entity_id=" + id).size()).isZero();
        assertThat(http.get(PATH + "?entity=%00").status()).isEqualTo(422);
    }

    @Test
    void aChangeThatIsTakenBackLeavesNoEntry() {
        transaction.executeWithoutResult(status -> {
            trail.record("create", "trial", id, null, null);
            status.setRollbackOnly();
        });
        assertThat(entries("entity_id=" + id).size()).isZero();
    }

    @Test
    void anEntryWithoutAChangeIsRefused() {
        assertThatThrownBy(() -> trail.record("create", "trial", id, null, null))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'somebody else'",
                "delete from audit_entry",
                "delete from audit_entry where false",
                "truncate audit_entry"
            })
    void nobodyChangesTheTrail(String attempt) {
        transaction.executeWithoutResult(_ -> trail.record("create", "trial", id, null, null));
        assertThatThrownBy(() -> application.jdbc().sql(attempt).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("audit_entry grows only");
        assertThatThrownBy(() ->
                        transaction.executeWithoutResult(_ -> {
                            application
                                    .jdbc()
                                    .sql("set local session_replication_role = replica")
                                    .update();
                            application.jdbc().sql(attempt).update();
                        }))
                .hasMessageContaining("audit_entry grows only");
        assertThat(entries("entity_id=" + id).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "month=2026-13, month",
        "month=april, month",
        "month=1999-12, month",
        "month=2101-01, month",
        "limit=0, limit",
        "offset=-1, offset"
    })
    void aWrongParameterIsNamed(String query, String parameter) {
        var answer = http.get(PATH + "?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(parameter);
    }

    @Test
    void thereIsNoWayToWriteOverHttp() {
        assertThat(http.post(PATH, Map.of()).status()).isEqualTo(405);
        assertThat(http.delete(PATH).status()).isEqualTo(405);
        assertThat(http.put(PATH, Map.of()).status()).isEqualTo(405);
        assertThat(http.patch(PATH, Map.of()).status()).isEqualTo(405);
    }

    private JsonNode entries(String query) {
        return http.get(PATH + "?" + query).json().get("items");
    }
}
