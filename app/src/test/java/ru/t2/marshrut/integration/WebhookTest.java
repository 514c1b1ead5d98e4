package ru.t2.marshrut.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import ru.t2.marshrut.tracking.VisitStarted;
import tools.jackson.databind.JsonNode;

/// Calls to a real server, from two instances of the application on one database.
@Timeout(120)
class WebhookTest {

    private static TestApplication application;
    private static TestApplication other;
    private static HttpCalls http;

    private final Receiver receiver = new Receiver();

    @BeforeAll
    static void startTwoInstances() {
        var settings = new HashMap<>(TestApplication.freshDatabase());
        settings.put("WEBHOOK_TARGETS", "127.0.0.1");
        settings.put("WEBHOOK_TIMEOUT_MS", "700");
        application = TestApplication.start(settings);
        other = TestApplication.start(settings);
        http = application.http();
    }

    @AfterAll
    static void stop() {
        other.close();
        application.close();
    }

    @AfterEach
    void deleteAll() {
        for (var webhook : http.get("/api/v1/webhooks").json().get("items")) {
            http.delete("/api/v1/webhooks/" + webhook.get("id").asString());
        }
        receiver.close();
    }

    private JsonNode create(Object... more) {
        var input = new HashMap<String, Object>(Map.of("url", receiver.url()));
        for (int i = 0; i < more.length; i += 2) {
            input.put(more[i].toString(), more[i + 1]);
        }
        var created = http.post("/api/v1/webhooks", input);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json();
    }

    private static void startVisits(TestApplication on, int count) {
        on.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> {
                    for (int i = 0; i < count; i++) {
                        on.bean(EventRecorder.class)
                                .on(
                                        new VisitStarted(
                                                UUID.randomUUID(),
                                                "tt-001",
                                                "rep-1",
                                                Instant.EPOCH));
                    }
                });
    }

    private static long head() {
        return application.bean(EventRepository.class).head();
    }

    private static JsonNode get(JsonNode webhook) {
        return http.get("/api/v1/webhooks/" + webhook.get("id").asString()).json();
    }

    private static List<String> outcomes(JsonNode webhook) {
        var outcomes = new ArrayList<String>();
        String path = "/api/v1/webhooks/%s/deliveries".formatted(webhook.get("id").asString());
        for (var delivery : http.get(path).json().get("items")) {
            outcomes.addFirst(delivery.get("outcome").asString());
        }
        return outcomes;
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("It never came about that " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void aCallIsSignedAndTellsTheEvent() throws GeneralSecurityException {
        var webhook = create();
        String secret = webhook.get("secret").asString();
        startVisits(application, 1);
        var call = receiver.await(1).getFirst();
        var body = call.json();
        assertThat(body.get("type").asString()).isEqualTo("visit.started");
        assertThat(body.get("number").asLong()).isEqualTo(head());
        assertThat(body.get("id").asString()).isEqualTo(call.id());
        assertThat(body.get("data").get("store_id").asString()).isEqualTo("tt-001");
        assertThat(Instant.ofEpochSecond(Long.parseLong(call.timestamp())))
                .isBetween(
                        Instant.parse(body.get("timestamp").asString()).minusSeconds(1),
                        Instant.parse(body.get("timestamp").asString()).plusSeconds(30));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(
                        Base64.getDecoder().decode(secret.substring("whsec_".length())),
                        "HmacSHA256"));
        String signed = String.join(".", call.id(), call.timestamp(), call.body());
        assertThat(call.signature())
                .isEqualTo(
                        "v1,"
                                + Base64.getEncoder()
                                        .encodeToString(
                                                mac.doFinal(
                                                        signed.getBytes(StandardCharsets.UTF_8))));
    }

    /// The example in the specification of Standard Webhooks.
    @Test
    void signaturesAreThoseOfTheSpecification() {
        var secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(
                        secret.sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1_614_265_330),
                                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(secret.toString()).doesNotContain("Mf");
    }

    @Test
    void whatFailsIsRepeatedAndWhatFollowsWaits() {
        var webhook = create();
        receiver.answers = number -> number < 2 ? 500 : 200;
        long before = head();
        startVisits(application, 3);
        var calls = receiver.await(5);
        assertThat(calls)
                .extracting(Receiver.Call::number)
                .containsExactly(before + 1, before + 1, before + 1, before + 2, before + 3);
        assertThat(calls.stream().limit(3).map(Receiver.Call::id).distinct()).hasSize(1);
        await("all is delivered", () -> get(webhook).get("last_event").asLong() == head());
        assertThat(outcomes(webhook))
                .containsExactly("refused", "refused", "delivered", "delivered", "delivered");
        var now = get(webhook);
        assertThat(now.get("failures").asInt()).isZero();
        assertThat(now.get("failing_since").isNull()).isTrue();
        var log =
                http.get(
                                "/api/v1/webhooks/%s/deliveries?limit=1&offset=3"
                                        .formatted(webhook.get("id").asString()))
                        .json();
        assertThat(log.get("total").asInt()).isEqualTo(5);
        var second = log.get("items").get(0);
        assertThat(second.get("attempt").asInt()).isEqualTo(2);
        assertThat(second.get("status").asInt()).isEqualTo(500);
        assertThat(second.get("event_number").asLong()).isEqualTo(before + 1);
    }

    @Test
    void twoInstancesDeliverEachEventOnceAndInOrder() {
        create();
        long before = head();
        for (int i = 0; i < 15; i++) {
            startVisits(i % 2 == 0 ? application : other, 3);
        }
        var calls = receiver.await(45);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).number()).isEqualTo(before + 1 + i);
        }
        assertThat(calls).hasSize(45);
    }

    @Test
    void aTargetThatTakesTooLongIsTriedAgain() {
        var webhook = create();
        receiver.delayMillis = 2_000;
        startVisits(application, 1);
        receiver.await(1);
        await("the time-out is told", () -> outcomes(webhook).contains("timed_out"));
        receiver.delayMillis = 0;
        await("it is delivered", () -> outcomes(webhook).contains("delivered"));
        assertThat(receiver.calls().stream().map(Receiver.Call::id).distinct()).hasSize(1);
    }

    /// Each single read would be quick enough.
    @Test
    void aTargetThatDripsDoesNotHoldUs() throws IOException {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (var connection = socket.accept()) {
                            for (char letter : "HTTP/1.1 200 OK\r\nX: y".toCharArray()) {
                                connection.getOutputStream().write(letter);
                                connection.getOutputStream().flush();
                                Thread.sleep(200);
                            }
                        } catch (IOException | InterruptedException _) {
                            // hung up on, as it should be
                        }
                    });
            var webhook =
                    create(
                            "url",
                            "http://127.0.0.1:%d/".formatted(socket.getLocalPort()),
                            "active",
                            false);
            var tested = test(webhook);
            assertThat(tested.get("outcome").asString()).isEqualTo("timed_out");
            assertThat(tested.get("duration_ms").asInt()).isBetween(600, 3_000);
        }
    }

    private static JsonNode test(JsonNode webhook) {
        var tested =
                http.post("/api/v1/webhooks/%s/test".formatted(webhook.get("id").asString()), "");
        assertThat(tested.status()).as(tested.text()).isEqualTo(200);
        return tested.json();
    }

    @Test
    void aTestCallsOnceWhetherActiveOrNot() {
        var webhook = create("active", false);
        var delivered = test(webhook);
        assertThat(delivered.get("outcome").asString()).isEqualTo("delivered");
        assertThat(delivered.get("status").asInt()).isEqualTo(204);
        assertThat(delivered.get("event_number").isNull()).isTrue();
        var body = receiver.await(1).getFirst().json();
        assertThat(body.get("type").asString()).isEqualTo("webhook.test");
        assertThat(body.get("data").get("webhook_id").asString())
                .isEqualTo(webhook.get("id").asString());
        receiver.close();
        assertThat(test(webhook).get("outcome").asString()).isEqualTo("unreachable");
    }

    @Test
    void redirectsAreNotFollowed() {
        try (var inside = new Receiver()) {
            receiver.location = inside.url();
            for (int status : List.of(301, 302, 303, 307, 308)) {
                receiver.answers = _ -> status;
                var tested = test(create("active", false));
                assertThat(tested.get("outcome").asString()).isEqualTo("redirected");
                assertThat(tested.get("status").asInt()).isEqualTo(status);
            }
            assertThat(inside.calls()).isEmpty();
        }
    }

    @Test
    void onlyTheWantedKindsAreDelivered() {
        var webhook = create("kinds", List.of("plan.published"));
        startVisits(application, 2);
        await("they are passed over", () -> get(webhook).get("last_event").asLong() == head());
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void whoIsGoneIsNotCalledAgain() {
        var webhook = create();
        receiver.answers = _ -> 410;
        startVisits(application, 1);
        await("it is switched off", () -> !get(webhook).get("active").asBoolean());
        assertThat(get(webhook).get("disabled_because").asString()).isEqualTo("gone");
    }

    @Test
    void whoFailsForLongIsSwitchedOffAndGoesOnWhereItStoppedWhenSwitchedOnAgain() {
        var webhook = create();
        String id = webhook.get("id").asString();
        receiver.answers = _ -> 503;
        startVisits(application, 2);
        receiver.await(1);
        await("the failure is kept", () -> get(webhook).get("failures").asInt() > 0);
        assertThat(get(webhook).get("active").asBoolean()).isTrue();
        application
                .jdbc()
                .sql(
                        """
                        update webhook
                           set failures = 9, failing_since = now() - interval '80 hours'
                         where id = cast(:id as uuid)
                        """)
                .param("id", id)
                .update();
        await("it is switched off", () -> !get(webhook).get("active").asBoolean());
        var off = get(webhook);
        assertThat(off.get("disabled_because").asString()).isEqualTo("failing");
        var trail = http.get("/api/v1/audit-log?entity=webhook&entity_id=" + id).json();
        assertThat(trail.get("items").get(0).get("action").asString()).isEqualTo("disable");
        assertThat(trail.toString()).doesNotContain("whsec_");

        receiver.answers = _ -> 200;
        var on =
                http.patch(
                        "/api/v1/webhooks/" + id,
                        Map.of("active", true, "version", off.get("version").asInt()));
        assertThat(on.json().get("disabled_because").isNull()).as(on.text()).isTrue();
        await("all is delivered", () -> get(webhook).get("last_event").asLong() == head());
        var delivered = receiver.calls().stream().filter(call -> call.status() == 200).toList();
        assertThat(delivered).extracting(Receiver.Call::number).containsExactly(head() - 1, head());
    }

    @Test
    void aSecretIsToldOnceAndCanBeRenewed() {
        var webhook = create("description", "Учёт", "kinds", List.of("visit.started"));
        String id = webhook.get("id").asString();
        assertThat(webhook.get("secret").asString()).startsWith("whsec_");
        assertThat(http.get("/api/v1/webhooks/" + id).text()).doesNotContain("secret");
        assertThat(http.get("/api/v1/webhooks").text()).doesNotContain("whsec_");
        var renewed = http.post("/api/v1/webhooks/%s/secret".formatted(id), "").json();
        assertThat(renewed.get("secret").asString())
                .startsWith("whsec_")
                .isNotEqualTo(webhook.get("secret").asString());
        assertThat(renewed.get("version").asInt()).isEqualTo(2);
        var stale = http.patch("/api/v1/webhooks/" + id, Map.of("active", false, "version", 1));
        assertThat(stale.status()).isEqualTo(409);
        var patched =
                http.patch(
                        "/api/v1/webhooks/" + id,
                        Map.of("kinds", List.of("plan.changed", "plan.changed"), "version", 2));
        assertThat(patched.json().get("kinds").toString()).isEqualTo("[\"plan.changed\"]");
        assertThat(patched.json().get("description").asString()).isEqualTo("Учёт");
        assertThat(http.delete("/api/v1/webhooks/" + id).status()).isEqualTo(204);
        assertThat(http.get("/api/v1/webhooks/" + id).status()).isEqualTo(404);
        assertThat(http.post("/api/v1/webhooks/%s/test".formatted(id), "").status()).isEqualTo(404);
    }

    @Test
    void onlyListedTargetsAreAccepted() {
        for (var url :
                List.of(
                        "https://example.org/hook",
                        "http://localhost/hook",
                        "http://127.0.0.1.example.org/",
                        "http://user:word@127.0.0.1/",
                        "file:///etc/passwd",
                        "ftp://127.0.0.1/",
                        "nonsense",
                        "http:///x",
                        "")) {
            var refused = http.post("/api/v1/webhooks", Map.of("url", url));
            assertThat(refused.status()).as(url).isEqualTo(422);
            assertThat(refused.json().get("errors").get(0).get("field").asString())
                    .as(url)
                    .isEqualTo("url");
        }
        var unknown =
                http.post(
                        "/api/v1/webhooks",
                        Map.of("url", receiver.url(), "kinds", List.of("plan.gone")));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().get("errors").get(0).get("field").asString())
                .isEqualTo("kinds[0]");
    }

    /// Without a list: by https, and not into the own network, whoever wrote the address down.
    @Test
    void theOwnNetworkIsNotCalled() throws IOException {
        var plain = TestApplication.shared();
        for (var url :
                List.of(
                        "http://example.org/",
                        "https://127.0.0.1/",
                        "https://127.1/",
                        "https://2130706433/",
                        "https://localhost/",
                        "https://LOCALHOST./",
                        "https://[::1]/",
                        "https://[::ffff:10.0.0.1]/",
                        "https://10.1.2.3/",
                        "https://192.168.0.10:8443/",
                        "https://169.254.169.254/latest/meta-data",
                        "https://0.0.0.0/",
                        "https://100.64.0.1/",
                        "https://[fd00::1]/",
                        "https://[fe80::1]/",
                        "https://[2002:7f00:1::]/")) {
            var refused = plain.http().post("/api/v1/webhooks", Map.of("url", url));
            assertThat(refused.status()).as(url + refused.text()).isEqualTo(422);
        }
        assertThat(WebhookTargets.isPublic(InetAddress.getByName("8.8.8.8"))).isTrue();
        assertThat(WebhookTargets.isPublic(InetAddress.getByName("2a02:6b8::2:242"))).isTrue();
        try (var inside = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            inside.setSoTimeout(300);
            var id = UUID.randomUUID();
            plain.jdbc()
                    .sql(
                            """
                            insert into webhook
                              (id, url, kinds, secret, active, cursor, created_at, updated_at)
                            values
                              (:id, :url, '{}', 'whsec_AAAA', false, 0, now(), now())
                            """)
                    .param("id", id)
                    .param("url", "https://localhost:%d/".formatted(inside.getLocalPort()))
                    .update();
            var tested = plain.http().post("/api/v1/webhooks/%s/test".formatted(id), "");
            assertThat(tested.json().get("outcome").asString())
                    .as(tested.text())
                    .isEqualTo("forbidden");
            assertThat(isKnockedAt(inside)).isFalse();
            plain.http().delete("/api/v1/webhooks/" + id);
        }
    }

    private static boolean isKnockedAt(ServerSocket socket) throws IOException {
        try (var _ = socket.accept()) {
            return true;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        }
    }

    @Test
    void aListedPortIsTheOnlyOne() {
        var settings = new HashMap<String, String>();
        settings.put("WEBHOOK_TARGETS", " hooks.example.org:8443 , 127.0.0.1:9999,");
        try (var listed = TestApplication.start(settings)) {
            var targets = listed.bean(WebhookTargets.class);
            assertThat(targets.check(URI.create("http://127.0.0.1:9999/"))).isEmpty();
            assertThat(targets.check(URI.create("https://HOOKS.example.org.:8443/x"))).isEmpty();
            assertThat(targets.check(URI.create("http://127.0.0.1/")))
                    .contains(WebhookTargets.Refusal.NOT_LISTED);
            assertThat(targets.check(URI.create("https://hooks.example.org/")))
                    .contains(WebhookTargets.Refusal.NOT_LISTED);
        }
    }
}
