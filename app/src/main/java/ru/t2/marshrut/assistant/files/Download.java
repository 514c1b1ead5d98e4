package ru.t2.marshrut.assistant.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gets one file over HTTP: into a part file, which a later try resumes, then checked, then renamed
/// into place. So a file under its final name is always whole, and a running application that has
/// the old one open is not disturbed.
final class Download {

    /// What is told while it goes on.
    interface Progress {
        void at(long bytes, long ofBytes);
    }

    private static final int MOST_REDIRECTS = 5;
    private static final int TRIES = 5;
    private static final int BUFFER_BYTES = 1 << 18;
    private static final long SPARE_BYTES = 64L << 20;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(20))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final Duration pause;
    private final Progress progress;

    /// @param pause before the second try; longer before each further one
    Download(Duration pause, Progress progress) {
        this.pause = pause;
        this.progress = progress;
    }

    /// An answer with the body, and the checksum a server told on the way to it.
    private record Found(HttpResponse<InputStream> response, Optional<String> sha256) {}

    /// Something that trying again won't mend.
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /// Gets the file unless it is there with this size.
    ///
    /// @param bytes its published size
    /// @throws RefusedException when it can't be had: no such file, wrong content, no room
    /// @throws IOException when the connection failed in every try; what was got is kept
    void get(URI address, Path target, long bytes) throws IOException, InterruptedException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        var part = target.resolveSibling(target.getFileName() + ".part");
        try (var channel =
                        FileChannel.open(
                                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock(channel, part)) {
            Optional<String> told = fetch(address, channel, part, bytes);
            if (told.isEmpty()) {
                told = published(address);
            }
            check(channel, part, told, bytes);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static FileLock lock(FileChannel channel, Path part) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new RefusedException(
                    "%s is being downloaded by another process.".formatted(part));
        }
        return lock;
    }

    /// @return the checksum that the server told
    private Optional<String> fetch(URI address, FileChannel channel, Path part, long bytes)
            throws IOException, InterruptedException {
        if (channel.size() > bytes) {
            channel.truncate(0);
        }
        Optional<String> told = Optional.empty();
        for (int attempt = 1; channel.size() < bytes; attempt++) {
            long before = channel.size();
            requireRoom(part, bytes - before);
            try {
                var found = open(address, before);
                told = told.or(found::sha256);
                try (var body = found.response.body()) {
                    append(body, found.response.statusCode() == 206 ? before : 0, channel, bytes);
                }
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                if (attempt >= TRIES && channel.size() == before) {
                    throw e;
                }
            }
            boolean stuck = channel.size() == before;
            if (channel.size() < bytes && stuck && attempt >= TRIES) {
                throw new IOException(
                        "The connection broke %d times at %d of %d bytes."
                                .formatted(attempt, before, bytes));
            }
            if (channel.size() < bytes) {
                attempt = stuck ? attempt : 0;
                Thread.sleep(pause.multipliedBy(Math.max(1, attempt)));
            }
        }
        return told;
    }

    private void append(InputStream body, long from, FileChannel channel, long bytes)
            throws IOException {
        channel.truncate(from);
        channel.position(from);
        var buffer = new byte[BUFFER_BYTES];
        long done = from;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            if (done + n > bytes) {
                channel.truncate(0);
                throw new RefusedException(
                        "The server sends more than the %d bytes that the file has. It is another file."
                                .formatted(bytes));
            }
            var chunk = ByteBuffer.wrap(buffer, 0, n);
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
            done += n;
            progress.at(done, bytes);
        }
    }

    private Found open(URI address, long from) throws IOException, InterruptedException {
        Optional<String> told = Optional.empty();
        var next = address;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            var request = HttpRequest.newBuilder(next).timeout(ANSWER_LIMIT);
            if (from > 0) {
                request.header("Range", "bytes=" + from + "-");
            }
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            // Hugging Face tells the content's checksum beside the way to its store.
            told =
                    told.or(() ->
                            response.headers()
                                    .firstValue("X-Linked-ETag")
                                    .flatMap(Checksum::parse));
            int status = response.statusCode();
            var location = response.headers().firstValue("Location");
            if (status >= 300 && status < 400 && location.isPresent()) {
                response.body().close();
                next = next.resolve(location.get());
                continue;
            }
            if (status == 200 || status == 206) {
                return new Found(response, told);
            }
            response.body().close();
            var problem = "%s answers with status %d.".formatted(address, status);
            throw status >= 400 && status < 500 && status != 429
                    ? new RefusedException(problem)
                    : new IOException(problem);
        }
        throw new RefusedException(address + " redirects too often.");
    }

    /// A mirror may have the checksum in a file of its own.
    private Optional<String> published(URI address) throws InterruptedException {
        try {
            var response =
                    client.send(
                            HttpRequest.newBuilder(URI.create(address + ".sha256"))
                                    .timeout(ANSWER_LIMIT)
                                    .build(),
                            BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Checksum.parse(response.body())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void check(FileChannel channel, Path part, Optional<String> told, long bytes)
            throws IOException {
        channel.force(true);
        var actual = Checksum.of(part);
        if (channel.size() != bytes || (told.isPresent() && !told.get().equals(actual))) {
            channel.truncate(0);
            throw new RefusedException(
                    "What was downloaded has SHA-256 %s instead of %s and was thrown away. Try again, or another mirror."
                            .formatted(actual, told.orElse("?")));
        }
        var target =
                part.resolveSibling(String.valueOf(part.getFileName()).replaceAll("\\.part$", ""));
        Checksum.note(target, actual);
    }

    private static void requireRoom(Path part, long missing) throws IOException {
        long free = Files.getFileStore(part).getUsableSpace();
        if (free < missing + SPARE_BYTES) {
            throw new RefusedException(
                    "%s needs %d MB more, but only %d MB are free on its disk."
                            .formatted(part, (missing + SPARE_BYTES) >> 20, free >> 20));
        }
    }
}
