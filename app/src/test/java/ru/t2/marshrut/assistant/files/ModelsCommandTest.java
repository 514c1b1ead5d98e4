package ru.t2.marshrut.assistant.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Downloads from a real server that cuts connections, knows ranges and tells checksums.
class ModelsCommandTest {

    private static final byte[] CONTENT = content();
    private static final PublishedFile FILE =
            new PublishedFile("model.gguf", CONTENT.length, "a/b");

    @TempDir private Path folder;
    private HttpServer server;
    private final List<String> ranges = new ArrayList<>();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private boolean knowsRanges = true;
    private int cutAfter = Integer.MAX_VALUE;
    private int status;
    private byte[] served = CONTENT;
    private String checksum = "";

    private static byte[] content() {
        var bytes = new byte[3_000_000];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mirror/model.gguf", this::serve);
        server.createContext("/mirror/model.gguf.sha256", this::serveChecksum);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aFileIsDownloadedNotedAndVerified() throws Exception {
        checksum = sha256(CONTENT);
        assertThat(run("status")).isEqualTo(1);
        assertThat(run("download")).isZero();
        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
        assertThat(part()).doesNotExist();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("100 %");
        assertThat(run("verify")).isZero();
        assertThat(run("status")).isZero();
        ranges.clear();
        assertThat(run("download")).isZero();
        assertThat(ranges).isEmpty();
    }

    @Test
    void aCutConnectionIsResumedWhereItBroke() throws Exception {
        cutAfter = 1_000_000;
        assertThat(run("download")).isZero();
        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
        assertThat(ranges).hasSizeGreaterThanOrEqualTo(3).startsWith("");
        assertThat(ranges.subList(1, ranges.size())).allMatch(range -> range.startsWith("bytes="));
    }

    @Test
    void aLaterRunGoesOnWithWhatAnEarlierOneLeft() throws Exception {
        Files.write(part(), Arrays.copyOf(CONTENT, 2_000_000));
        assertThat(run("download")).isZero();
        assertThat(ranges).containsExactly("bytes=2000000-");
        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    }

    @Test
    void aServerWithoutRangesIsReadFromTheBeginning() throws Exception {
        knowsRanges = false;
        Files.write(part(), Arrays.copyOf(CONTENT, 2_000_000));
        assertThat(run("download")).isZero();
        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    }

    @Test
    void aWrongChecksumLeavesNothingUsable() throws Exception {
        checksum = "0".repeat(64);
        assertThat(run("download")).isEqualTo(1);
        assertThat(target()).doesNotExist();
        assertThat(Files.size(part())).isZero();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("SHA-256");
    }

    @Test
    void alteredContentUnderTheRightSizeIsFoundByVerify() throws Exception {
        assertThat(run("download")).isZero();
        var altered = CONTENT.clone();
        altered[17]++;
        Files.write(target(), altered);
        assertThat(run("verify")).isEqualTo(1);
    }

    @Test
    void anotherFileThatIsLongerIsRefused() throws Exception {
        served = Arrays.copyOf(CONTENT, CONTENT.length + 5);
        assertThat(run("download")).isEqualTo(1);
        assertThat(target()).doesNotExist();
    }

    @Test
    void aMissingFileIsToldWithTheRemedyAndTheOldOneStays() throws Exception {
        status = 404;
        Files.writeString(target(), "old");
        assertThat(run("download")).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("404").contains("MODELS_MIRROR");
        assertThat(target()).hasContent("old");
    }

    @Test
    void aWrongWordIsAnsweredWithTheUsage() throws Exception {
        assertThat(run("destroy")).isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("Usage");
    }

    private int run(String what) throws InterruptedException {
        var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror/";
        return new ModelsCommand(
                        List.of(FILE),
                        folder,
                        address,
                        Duration.ofMillis(5),
                        new PrintStream(told, true, StandardCharsets.UTF_8))
                .run(what);
    }

    private Path target() {
        return folder.resolve("model.gguf");
    }

    private Path part() {
        return folder.resolve("model.gguf.part");
    }

    private void serve(HttpExchange exchange) throws IOException {
        var range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "" : range);
        if (status != 0) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        boolean partial = range != null && knowsRanges;
        int from = partial ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        int length = served.length - from;
        exchange.sendResponseHeaders(partial ? 206 : 200, length);
        // Fewer bytes than announced: the connection breaks.
        exchange.getResponseBody().write(served, from, Math.min(length, cutAfter));
        exchange.close();
    }

    private void serveChecksum(HttpExchange exchange) throws IOException {
        var body = checksum.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(
                checksum.isEmpty() ? 404 : 200, checksum.isEmpty() ? -1 : body.length);
        if (!checksum.isEmpty()) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
