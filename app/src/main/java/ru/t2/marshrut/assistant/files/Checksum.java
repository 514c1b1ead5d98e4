package ru.t2.marshrut.assistant.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// SHA-256 of files, and the note of it that is kept beside one.
final class Checksum {

    private static final int BUFFER_BYTES = 1 << 20;

    private Checksum() {}

    static String of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /// A checksum in a text, as `sha256sum` writes it or as a quoted tag of a server.
    static Optional<String> parse(String text) {
        var word = text.strip().replace("\"", "").split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        return word.matches("[0-9a-f]{64}") ? Optional.of(word) : Optional.empty();
    }

    static Path noteOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    /// What was noted when the file was downloaded.
    static Optional<String> noted(Path file) throws IOException {
        var note = noteOf(file);
        return Files.isRegularFile(note) ? parse(Files.readString(note)) : Optional.empty();
    }

    static void note(Path file, String sha256) throws IOException {
        Files.writeString(noteOf(file), "%s  %s%n".formatted(sha256, file.getFileName()));
    }
}
