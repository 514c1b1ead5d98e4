package ru.t2.marshrut.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls to a running application, without any of its own code.
public final class HttpCalls {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI address;

    /// Calls to the application at this address.
    public HttpCalls(URI address) {
        this.address = address;
    }

    /// Calls to an application that something else has started.
    public static HttpCalls at(URI address) {
        return new HttpCalls(address);
    }

    /// An answer with its body both as text and, when it is JSON, as a tree.
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, Object body, String... headers) {
        return sendJson("POST", path, body, headers);
    }

    public Answer patch(String path, Object body, String... headers) {
        return sendJson("PATCH", path, body, headers);
    }

    public Answer put(String path, Object body, String... headers) {
        return sendJson("PUT", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    /// A form with one file, as a browser sends it.
    public Answer upload(String path, String fileName, byte[] file, String... headers) {
        String boundary = "----marshrut" + Long.toHexString(System.nanoTime());
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, fileName);
        return send(
                request(path, headers)
                        .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(
                                BodyPublishers.concat(
                                        BodyPublishers.ofString(head),
                                        BodyPublishers.ofByteArray(file),
                                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
    }

    /// A form without files; the answer is not followed where it leads elsewhere.
    public Answer postForm(String path, String form, String... headers) {
        return send(
                request(path, headers)
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private Answer sendJson(String method, String path, Object body, String... headers) {
        String text = body instanceof String raw ? raw : JSON.writeValueAsString(body);
        return send(
                request(path, headers)
                        .setHeader("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(text)));
    }

    /// A request whose body and method the caller sets.
    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer.", e);
        }
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofMinutes(2));
        return headers.length == 0 ? request : request.headers(headers);
    }
}
