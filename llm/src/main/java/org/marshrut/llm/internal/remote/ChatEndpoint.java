package org.marshrut.llm.internal.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.RemoteModelSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Speaks HTTP with the server and translates its status codes and breakdowns. Its methods block
/// until they are interrupted, which aborts the exchange. Thread-safe.
final class ChatEndpoint implements AutoCloseable {

    static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final int MAXIMUM_REPLY_BYTES = 1 << 20;
    // A host that doesn't answer at all must not use up a call's whole deadline.
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);
    private static final int BAD_GATEWAY = 502;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient client;
    private final HttpRequest.Builder completion;
    private final HttpRequest probe;
    private final StatusCodes statusCodes;
    private final String address;

    ChatEndpoint(RemoteModelSettings settings) {
        address = address(settings.endpoint());
        statusCodes = new StatusCodes(address, settings.modelId());
        completion =
                request(settings, "chat/completions").header("Content-Type", "application/json");
        probe = request(settings, "models").timeout(PROBE_TIMEOUT).GET().build();
        // Keeps connections and uses them again; the bound of calls in flight bounds their number.
        // HTTP/1.1: an upgrade request confuses some of these servers.
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
    }

    /// The base address without credentials, to be shown.
    private static String address(URI endpoint) {
        var scheme = endpoint.getScheme();
        if (endpoint.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    ("endpoint (%s) must be an http or https address."
                                    + " Maybe http://localhost:8080/v1.")
                            .formatted(endpoint.getHost() == null ? endpoint : scheme));
        }
        var port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        var path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        return "%s://%s%s%s"
                .formatted(scheme, endpoint.getHost(), port, path)
                .replaceFirst("/+$", "");
    }

    private HttpRequest.Builder request(RemoteModelSettings settings, String path) {
        var builder = HttpRequest.newBuilder(URI.create(address + "/" + path));
        settings.apiKey()
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .ifPresent(key -> {
                    // The client's own message for a bad header would show the key.
                    if (!key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
                        throw new IllegalArgumentException(
                                "apiKey of model %s must be printable ASCII without spaces."
                                        .formatted(settings.name()));
                    }
                    builder.header("Authorization", "Bearer " + key);
                });
        return builder;
    }

    /// The base address without credentials.
    String address() {
        return address;
    }

    /// Asks for a chat completion.
    Exchange complete(ObjectNode body) throws InterruptedException {
        var request =
                completion
                        .copy()
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build();
        HttpResponse<byte[]> response;
        try {
            response = sendTwice(request);
        } catch (BoundedBody.TooLongException e) {
            return new Exchange.Broken(
                    new Failure(Reason.UNUSABLE_ANSWER, address + ": " + e.getMessage()));
        } catch (IOException e) {
            return new Exchange.Broken(unreachable(e));
        }
        var parsed = parsed(response.body());
        if (response.statusCode() != 200) {
            return statusCodes.exchange(response, parsed);
        }
        return ChatReply.parse(parsed)
                .<Exchange>map(Exchange.Replied::new)
                .orElseGet(() ->
                        new Exchange.Broken(
                                new Failure(
                                        Reason.UNUSABLE_ANSWER,
                                        ("%s must answer with a chat completion."
                                                        + " Maybe the address lacks /v1.")
                                                .formatted(address))));
    }

    /// Asking has no side effects, so that a second try is safe where it can help: a kept
    /// connection may have been closed by the server just now, and behind a load balancer another
    /// server may take the place of one that went away (HTTP 502). Whatever a server says itself is
    /// not asked for again: that would only add to its load.
    private HttpResponse<byte[]> sendTwice(HttpRequest request)
            throws IOException, InterruptedException {
        try {
            var response = send(request);
            if (response.statusCode() != BAD_GATEWAY) {
                return response;
            }
        } catch (ConnectException | BoundedBody.TooLongException e) {
            throw e;
        } catch (IOException _) {
            return send(request);
        }
        Thread.sleep(PAUSE);
        return send(request);
    }

    private HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return client.send(request, _ -> new BoundedBody(MAXIMUM_REPLY_BYTES));
        } catch (IOException e) {
            if (e.getCause() instanceof BoundedBody.TooLongException tooLong) {
                throw tooLong;
            }
            throw e;
        }
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException _) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /// Looks whether the server is there.
    ///
    /// @return why not, if not
    Optional<Failure> probe() throws InterruptedException {
        try {
            var response = client.send(probe, BodyHandlers.discarding());
            return statusCodes.probe(response.statusCode());
        } catch (IOException e) {
            return Optional.of(unreachable(e));
        }
    }

    private Failure unreachable(IOException e) {
        var what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Failure(
                Reason.UNREACHABLE,
                "%s can't be reached (%s). Maybe the server is not running or the address is wrong."
                        .formatted(address, what));
    }

    /// Aborts every exchange.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
