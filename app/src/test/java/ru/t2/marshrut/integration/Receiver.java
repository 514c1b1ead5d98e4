package ru.t2.marshrut.integration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Another system's HTTP server that webhooks call.
final class Receiver implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// A call as it came.
    ///
    /// @param status it was answered with
    record Call(String id, String timestamp, String signature, String body, int status) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        long number() {
            return json().get("number").asLong();
        }
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /// What to answer to the call of this number, from 0.
    volatile ToIntFunction<Integer> answers = _ -> 204;

    /// Where redirects lead.
    volatile String location = "";

    volatile long delayMillis;

    Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status;
            synchronized (calls) {
                status = answers.applyAsInt(calls.size());
                var headers = exchange.getRequestHeaders();
                calls.add(
                        new Call(
                                String.valueOf(headers.getFirst("webhook-id")),
                                String.valueOf(headers.getFirst("webhook-timestamp")),
                                String.valueOf(headers.getFirst("webhook-signature")),
                                body,
                                status));
            }
            Thread.sleep(delayMillis);
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:%d/hook?x=1".formatted(port());
    }

    List<Call> calls() {
        return new ArrayList<>(calls);
    }

    /// Calls so far, once there are this many.
    List<Call> await(int count) {
        long until = System.nanoTime() + 30_000_000_000L;
        while (calls.size() < count && System.nanoTime() < until) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        if (calls.size() < count) {
            throw new AssertionError("Of %d calls %d came.".formatted(count, calls.size()));
        }
        return calls();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
