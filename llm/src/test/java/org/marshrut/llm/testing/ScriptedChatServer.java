package org.marshrut.llm.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A real HTTP server on this machine that plays an OpenAI-compatible one by a script. It keeps
/// what it was asked. Thread-safe.
public final class ScriptedChatServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// Decides what a request for a chat completion gets.
    @FunctionalInterface
    public interface Script {
        /// The reply, or empty to drop the connection.
        Optional<Reply> reply(JsonNode request) throws InterruptedException;
    }

    /// A response.
    ///
    /// @param headers besides the content type
    public record Reply(int status, Map<String, String> headers, String body) {

        public Reply {
            headers = Map.copyOf(headers);
        }

        /// An HTTP status with a body of the script's choice.
        public static Optional<Reply> of(int status, String body) {
            return Optional.of(new Reply(status, Map.of(), body));
        }

        /// A completion that says this text.
        public static Optional<Reply> text(String content) {
            return of(200, completion(content).toString());
        }

        /// A completion whose first token has these alternatives.
        public static Optional<Reply> firstToken(Map<String, Double> logProbabilities) {
            var body = completion("A");
            var first =
                    ((ObjectNode) body.path("choices").path(0))
                            .putObject("logprobs")
                            .putArray("content")
                            .addObject();
            var top = first.put("token", "A").put("logprob", 0.0).putArray("top_logprobs");
            new TreeMap<>(logProbabilities)
                    .forEach((token, logProbability) ->
                            top.addObject().put("token", token).put("logprob", logProbability));
            return of(200, body.toString());
        }

        private static ObjectNode completion(String content) {
            var body = JSON.createObjectNode().put("object", "chat.completion");
            body.putArray("choices")
                    .addObject()
                    .putObject("message")
                    .put("role", "assistant")
                    .put("content", content);
            body.putObject("usage").put("prompt_tokens", 11).put("completion_tokens", 1);
            return body;
        }
    }

    /// A request for a completion, as it came.
    public record Asked(JsonNode body, Optional<String> authorization) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    private volatile int modelsStatus = 200;

    private ScriptedChatServer(HttpServer server) {
        this.server = server;
    }

    /// A server on a free port of the loopback address.
    public static ScriptedChatServer start(Script script) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var scripted = new ScriptedChatServer(server);
            server.setExecutor(scripted.threads);
            server.createContext(
                    "/v1/chat/completions", exchange -> scripted.complete(exchange, script));
            server.createContext("/v1/models", scripted::models);
            server.start();
            return scripted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void complete(HttpExchange exchange, Script script) throws IOException {
        clients.add(exchange.getRemoteAddress());
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            var body = JSON.readTree(exchange.getRequestBody());
            asked.add(
                    new Asked(
                            body,
                            Optional.ofNullable(
                                    exchange.getRequestHeaders().getFirst("Authorization"))));
            var reply = script.reply(body);
            // No longer at work before the client can ask again.
            now.decrementAndGet();
            if (reply.isPresent()) {
                send(exchange, reply.get());
            }
        } catch (InterruptedException _) {
            now.decrementAndGet();
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void models(HttpExchange exchange) throws IOException {
        looks.incrementAndGet();
        send(exchange, new Reply(modelsStatus, Map.of(), "{\"data\":[]}"));
        exchange.close();
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// What the list of models answers from now on.
    public void modelsStatus(int status) {
        modelsStatus = status;
    }

    /// The base address, as settings want it.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
    }

    /// Requests for completions so far, in order of arrival.
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// Most requests for completions that were at work at the same time.
    public int mostAtOnce() {
        return most.get();
    }

    /// Connections on which completions were asked for.
    public int connections() {
        return clients.size();
    }

    /// How often the list of models was asked for.
    public int looks() {
        return looks.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
