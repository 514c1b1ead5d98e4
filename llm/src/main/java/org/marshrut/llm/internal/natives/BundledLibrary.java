package org.marshrut.llm.internal.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The b4916 build on the class path, copied into a cache folder because the system's loader needs
/// a file. A copy is used only with the known checksum; it appears in one step, so that processes
/// that start together never see half of it.
final class BundledLibrary {

    private final Platform platform;
    private final Path folder;

    BundledLibrary(Platform platform, Path folder) {
        this.platform = platform;
        this.folder = folder;
    }

    /// The copy, made if it is missing or damaged.
    Path extracted(String name) throws NativeLibraryException {
        var target = folder.resolve(name).toAbsolutePath();
        try {
            if (Files.isRegularFile(target) && sha256(target).equals(platform.b4916Sha256())) {
                return target;
            }
            Files.createDirectories(folder);
            var part = Files.createTempFile(folder, name, ".part");
            try {
                copyTo(part);
                Files.move(
                        part,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            return target;
        } catch (IOException e) {
            throw new NativeLibraryException(
                    ("The native library must be copied to %s, which failed (%s)."
                                    + " Maybe set XDG_CACHE_HOME to a writable directory.")
                            .formatted(folder, e),
                    e);
        }
    }

    private void copyTo(Path part) throws IOException, NativeLibraryException {
        try (var resource = resource();
                var digested = new DigestInputStream(resource, sha256())) {
            Files.copy(digested, part, StandardCopyOption.REPLACE_EXISTING);
            var actual = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            if (!actual.equals(platform.b4916Sha256())) {
                throw new NativeLibraryException(
                        ("Resource %s must have SHA-256 %s, not %s."
                                        + " Maybe the class path has another version of it.")
                                .formatted(
                                        platform.b4916Resource(), platform.b4916Sha256(), actual));
            }
        }
    }

    private InputStream resource() throws NativeLibraryException {
        var resource =
                BundledLibrary.class.getClassLoader().getResourceAsStream(platform.b4916Resource());
        if (resource == null) {
            throw new NativeLibraryException(
                    ("Resource %s must be on the class path."
                                    + " Maybe add de.kherud:llama, or run scripts/fetch-natives.")
                            .formatted(platform.b4916Resource()));
        }
        return resource;
    }

    private static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
