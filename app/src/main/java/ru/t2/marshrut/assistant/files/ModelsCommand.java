package ru.t2.marshrut.assistant.files;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import ru.t2.marshrut.platform.AppSettings;

/// `./run models status | download | verify`: exit code 0 when all files are as wanted, 1 when not,
/// 2 for a wrong call.
public final class ModelsCommand {

    private static final String PUBLIC = "https://huggingface.co";
    private static final int BAR = 30;

    private final List<PublishedFile> files;
    private final Path folder;
    private final String mirror;
    private final Duration pause;
    private final PrintStream out;
    private long lastTold;

    /// @param mirror empty for the public repositories; else an address below which the files are
    ///   by their names
    ModelsCommand(
            List<PublishedFile> files,
            Path folder,
            String mirror,
            Duration pause,
            PrintStream out) {
        this.files = files;
        this.folder = folder;
        this.mirror = mirror;
        this.pause = pause;
        this.out = out;
    }

    /// Settings come from the environment and from `.env`: `MODELS_DIR`, `MODELS_MIRROR`.
    public static void main(String[] arguments) throws InterruptedException {
        var settings = AppSettings.read(System.getenv(), Path.of("")).models();
        var command =
                new ModelsCommand(
                        PublishedFile.ALL,
                        settings.folder(),
                        settings.mirror(),
                        Duration.ofSeconds(2),
                        new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.exit(command.run(arguments.length == 0 ? "status" : arguments[0]));
    }

    /// Does one thing.
    ///
    /// @return the exit code
    int run(String what) throws InterruptedException {
        return switch (what) {
            case "status" -> status();
            case "verify" -> verify();
            case "download" -> download();
            default -> {
                out.println("Usage: ./run models status | download | verify | bench");
                yield 2;
            }
        };
    }

    private int status() {
        int code = 0;
        for (var file : files) {
            var path = folder.resolve(file.name());
            var state = state(file, sizeOf(path));
            long part = sizeOf(partOf(path));
            out.printf(
                    Locale.ROOT,
                    "%-36s %s%s%n",
                    file.name(),
                    state,
                    part > 0 ? " (%d MB of a download are here)".formatted(part >> 20) : "");
            code |= sizeOf(path) < 0 ? 1 : 0;
        }
        out.println("Folder: " + folder.toAbsolutePath().normalize());
        return code;
    }

    private static String state(PublishedFile file, long size) {
        if (size < 0) {
            return "missing; ./run models download gets it";
        }
        return size == file.bytes()
                ? "in place"
                : "%,d bytes, the published one has %,d".formatted(size, file.bytes());
    }

    private int verify() {
        int code = 0;
        for (var file : files) {
            var path = folder.resolve(file.name());
            try {
                var problem = problem(file, path);
                out.printf("%-36s %s%n", file.name(), problem.isEmpty() ? "whole" : problem);
                code |= problem.isEmpty() ? 0 : 1;
            } catch (IOException e) {
                out.printf("%-36s can't be read: %s%n", file.name(), e.getMessage());
                code = 1;
            }
        }
        return code;
    }

    private static String problem(PublishedFile file, Path path) throws IOException {
        long size = sizeOf(path);
        if (size < 0) {
            return "missing";
        }
        if (size != file.bytes()) {
            return "%,d bytes instead of %,d".formatted(size, file.bytes());
        }
        var noted = Checksum.noted(path);
        if (noted.isEmpty()) {
            return "right size, but there is no checksum beside it (%s)"
                    .formatted(Checksum.noteOf(path).getFileName());
        }
        var actual = Checksum.of(path);
        return noted.get().equals(actual)
                ? ""
                : "SHA-256 %s instead of %s".formatted(actual, noted.get());
    }

    private int download() throws InterruptedException {
        int code = 0;
        for (var file : files) {
            var path = folder.resolve(file.name());
            if (sizeOf(path) == file.bytes()) {
                out.printf("%-36s is in place%n", file.name());
                continue;
            }
            try {
                new Download(pause, (done, all) -> tell(file, done, all))
                        .get(address(file), path, file.bytes());
                out.printf("%n%-36s is in place%n", file.name());
            } catch (IOException e) {
                out.printf(
                        "%n%-36s %s%nWithout access to %s set MODELS_MIRROR to an address that has the file.%n",
                        file.name(), e.getMessage(), address(file).getHost());
                code = 1;
            }
        }
        return code;
    }

    private URI address(PublishedFile file) {
        return mirror.isEmpty()
                ? URI.create(
                        "%s/%s/resolve/main/%s".formatted(PUBLIC, file.repository(), file.name()))
                : URI.create(mirror.replaceAll("/+$", "") + "/" + file.name());
    }

    /// Twice a second, on one line.
    private void tell(PublishedFile file, long done, long all) {
        long now = System.nanoTime();
        if (done < all && now - lastTold < 500_000_000) {
            return;
        }
        lastTold = now;
        int full = (int) (BAR * done / all);
        out.printf(
                "\r%-36s [%s%s] %3d %%  %,d of %,d MB",
                file.name(),
                "#".repeat(full),
                ".".repeat(BAR - full),
                100 * done / all,
                done / 1_000_000,
                all / 1_000_000);
    }

    private static Path partOf(Path path) {
        return path.resolveSibling(path.getFileName() + ".part");
    }

    private static long sizeOf(Path path) {
        try {
            return Files.isRegularFile(path) ? Files.size(path) : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
