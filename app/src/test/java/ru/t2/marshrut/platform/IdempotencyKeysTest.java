package ru.t2.marshrut.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.t2.marshrut.platform.IdempotencyKeys.Claim;
import ru.t2.marshrut.platform.IdempotencyRepository.KeptAnswer;
import ru.t2.marshrut.testing.FreshDatabase;

/// Two instances of the application on one database, one of which dies.
class IdempotencyKeysTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("local", "k1");
    private static final KeptAnswer ANSWER =
            new KeptAnswer(201, "application/json", "/x/1", "{}".getBytes(StandardCharsets.UTF_8));

    private final FreshDatabase database = FreshDatabase.withTablesOf("platform");
    private Instant now = Instant.parse("2026-04-01T06:00:00Z");
    private final IdempotencyRepository repository = new IdempotencyRepository(database.jdbc());
    private final IdempotencyKeys first = instance();
    private final IdempotencyKeys second = instance();

    private IdempotencyKeys instance() {
        return new IdempotencyKeys(
                repository, ((InstantSource) () -> now).withZone(ZoneId.of("Europe/Moscow")));
    }

    @BeforeEach
    void createATableToChange() {
        database.jdbc().sql("create table if not exists trial (name text not null)").update();
    }

    @AfterEach
    void stop() {
        first.destroy();
        second.destroy();
    }

    @Test
    void whatOneInstanceAnsweredTheOtherAnswersToo() {
        assertThat(first.claim(KEY, "f")).isInstanceOf(Claim.New.class);
        assertThat(second.claim(KEY, "f")).isInstanceOf(Claim.Running.class);
        first.finish(KEY, ANSWER);
        assertThat(second.claim(KEY, "f"))
                .isInstanceOfSatisfying(
                        Claim.Answered.class,
                        claim -> {
                            assertThat(claim.answer().status()).isEqualTo(201);
                            assertThat(claim.answer().contentType()).isEqualTo("application/json");
                            assertThat(claim.answer().location()).isEqualTo("/x/1");
                            assertThat(claim.answer().body()).isEqualTo(ANSWER.body());
                        });
        assertThat(second.claim(KEY, "g")).isInstanceOf(Claim.OtherRequest.class);
        assertThat(second.claim(new IdempotencyKey("somebody", "k1"), "g"))
                .isInstanceOf(Claim.New.class);
    }

    @Test
    void aRequestThatDiedWithoutAChangeIsCarriedOutAnew() {
        first.claim(KEY, "f");
        now = now.plus(IdempotencyKeys.LEASE).plusSeconds(1);
        assertThat(second.claim(KEY, "f")).isInstanceOf(Claim.New.class);
    }

    @Test
    void aRequestThatDiedAfterItsChangeIsNeverCarriedOutAgain() {
        first.claim(KEY, "f");
        transactionsOf(first).executeWithoutResult(_ -> change());
        now = now.plus(IdempotencyKeys.LEASE).plusSeconds(1);
        assertThat(second.claim(KEY, "f")).isInstanceOf(Claim.AnswerLost.class);
        assertThat(changes()).isEqualTo(1);
    }

    @Test
    void aStalledInstanceCanNotCommitWhatAnotherHasTakenOver() {
        first.claim(KEY, "f");
        now = now.plus(IdempotencyKeys.LEASE).plusSeconds(1);
        second.claim(KEY, "f");
        assertThatThrownBy(() -> transactionsOf(first).executeWithoutResult(_ -> change()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("taken over");
        assertThat(changes()).isZero();
    }

    @Test
    void renewedClaimsAreNotTakenOver() {
        first.claim(KEY, "f");
        now = now.plus(IdempotencyKeys.LEASE).plusSeconds(1);
        var row = repository.find(KEY).orElseThrow();
        repository.renew(row.instance(), now);
        assertThat(second.claim(KEY, "f")).isInstanceOf(Claim.Running.class);
    }

    @Test
    void aFailureAfterAChangeIsRememberedAndOneBeforeItIsNot() {
        var failure = new KeptAnswer(500, null, null, new byte[0]);
        first.claim(KEY, "f");
        first.finish(KEY, failure);
        assertThat(repository.find(KEY)).isEmpty();
        first.claim(KEY, "f");
        transactionsOf(first).executeWithoutResult(_ -> change());
        first.finish(KEY, failure);
        assertThat(second.claim(KEY, "f"))
                .isInstanceOfSatisfying(
                        Claim.Answered.class,
                        claim -> assertThat(claim.answer().status()).isEqualTo(500));
    }

    @Test
    void anAbandonedRequestFreesItsKeyUnlessItChangedSomething() {
        first.claim(KEY, "f");
        first.abandon(KEY);
        assertThat(repository.find(KEY)).isEmpty();
        first.claim(KEY, "f");
        transactionsOf(first).executeWithoutResult(_ -> change());
        first.abandon(KEY);
        assertThat(repository.find(KEY)).isPresent();
    }

    @Test
    void anAnswerTooLargeToKeepIsNotCarriedOutAgain() {
        first.claim(KEY, "f");
        first.finish(KEY, new KeptAnswer(200, "text/csv", null, new byte[2_000_000]));
        assertThat(second.claim(KEY, "f")).isInstanceOf(Claim.AnswerLost.class);
    }

    @Test
    void keysAreForgottenAfterADay() {
        first.claim(KEY, "f");
        first.finish(KEY, ANSWER);
        now = now.plus(IdempotencyKeys.AGE_LIMIT).plus(Duration.ofSeconds(1));
        assertThat(second.claim(KEY, "other")).isInstanceOf(Claim.New.class);
    }

    @Test
    void readingTransactionsLeaveNoMark() {
        first.claim(KEY, "f");
        var reading = transactionsOf(first);
        reading.setReadOnly(true);
        reading.executeWithoutResult(_ -> changes());
        assertThat(repository.find(KEY).orElseThrow().hasEffect()).isFalse();
    }

    private TransactionTemplate transactionsOf(IdempotencyKeys instance) {
        var manager = new JdbcTransactionManager(database.dataSource());
        manager.addListener(instance);
        return new TransactionTemplate(manager);
    }

    private void change() {
        database.jdbc().sql("insert into trial (name) values ('x')").update();
    }

    private int changes() {
        return database.jdbc().sql("select count(*) from trial").query(Integer.class).single();
    }
}
