package ru.t2.marshrut.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server of our own, with its data in a folder, listening on loopback only.
///
/// It is as durable as any other: a commit that was answered survives a power cut. A server that
/// outlived its application (kill -9) is adopted. A second application on the same folder is
/// refused by [FolderLock].
final class EmbeddedDatabase implements DatabaseServer {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

    private final FolderLock lock;
    private final int port;
    private final boolean adopted;
    private final AutoCloseable stop;

    private EmbeddedDatabase(FolderLock lock, int port, boolean adopted, AutoCloseable stop) {
        this.lock = lock;
        this.port = port;
        this.adopted = adopted;
        this.stop = stop;
    }

    /// Starts the server, or adopts the one that still runs on the folder.
    ///
    /// @throws DatabaseStartException if the folder is in use or the server does not start
    static EmbeddedDatabase start(Path folder) {
        createPrivateFolder(folder);
        var lock = FolderLock.take(folder.resolve("marshrut.lock"));
        try {
            var data = folder.resolve("postgres");
            var orphan = PostmasterFile.runningIn(data);
            if (orphan.isPresent()) {
                return adopt(orphan.get(), lock);
            }
            PostmasterFile.deleteStale(data);
            return launch(folder, data, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedDatabase adopt(PostmasterFile orphan, FolderLock lock) {
        log.info(
                "Adopting the embedded PostgreSQL that still runs, pid {}, port {}",
                orphan.pid(),
                orphan.port());
        return new EmbeddedDatabase(lock, orphan.port(), true, () -> terminate(orphan.pid()));
    }

    private static EmbeddedDatabase launch(Path folder, Path data, FolderLock lock) {
        try {
            return launchOnce(folder, data, lock);
        } catch (IOException | IllegalStateException first) {
            // Right after a crash the old server's shared memory may linger for a moment.
            log.warn(
                    "The embedded PostgreSQL did not start at once, trying again: {}",
                    first.getMessage());
            pause();
        }
        try {
            return launchOnce(folder, data, lock);
        } catch (IOException | IllegalStateException e) {
            throw new DatabaseStartException(
                    "The embedded PostgreSQL does not start in folder %s.".formatted(data),
                    "Free disk space and check the folder's owner, or set DATABASE_HOST to use a server of your own.",
                    e);
        }
    }

    private static EmbeddedDatabase launchOnce(Path folder, Path data, FolderLock lock)
            throws IOException {
        var postgres =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setOverrideWorkingDirectory(folder.resolve("postgres-binaries").toFile())
                        .setPGStartupWait(START_LIMIT)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("max_connections", "40")
                        .setServerConfig("shared_buffers", "64MB")
                        .start();
        return new EmbeddedDatabase(lock, postgres.getPort(), false, postgres);
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return "postgres";
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public String description() {
        return "embedded PostgreSQL on port %d%s".formatted(port, adopted ? " (adopted)" : "");
    }

    @Override
    public void close() {
        try {
            stop.close();
        } catch (Exception e) {
            log.warn(
                    "The embedded PostgreSQL did not stop cleanly; it is adopted or recovered at the next start",
                    e);
        } finally {
            lock.close();
        }
    }

    private static void terminate(long pid) throws Exception {
        Optional<ProcessHandle> server = ProcessHandle.of(pid);
        if (server.isPresent() && server.get().destroy()) {
            server.get().onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void createPrivateFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new DatabaseStartException(
                    "The data folder %s can't be made: %s.".formatted(folder, e.getMessage()),
                    "Set DATA_DIR to a folder that this user may write to.",
                    e);
        } catch (UnsupportedOperationException e) {
            throw new UncheckedIOException(
                    new IOException("a POSIX file system is needed for " + folder, e));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
