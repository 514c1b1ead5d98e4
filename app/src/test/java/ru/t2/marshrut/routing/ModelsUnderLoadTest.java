package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.marshrut.llm.testing.SyntheticModel;
import ru.t2.marshrut.testing.TestApplication;

/// Mixed requests to models with random weights, while nothing happens, while their processes are
/// killed, and while their files are replaced. A short run here; `./run bench proofs` does a
/// thousand requests and a hundred kills.
class ModelsUnderLoadTest {

    private static final String QWEN = "qwen2-0_5b-instruct-q4_k_m.gguf";
    private static final String LLAMA = "Llama-3.2-1B-Instruct-Q4_K_M.gguf";
    private static final int REQUESTS = Integer.getInteger("proof.requests", 40);
    private static final int KILLS = Integer.getInteger("proof.kills", 5);
    private static final int REPLACEMENTS = Integer.getInteger("proof.replacements", 3);
    private static final int AT_ONCE = 3;

    /// Time is measured only in the long run, on all cores of a machine that does nothing else.
    private static final boolean TIMED = Boolean.getBoolean("proof.timed");

    @Test
    void everyAnswerIsValidAndSaysWhoDecided() throws Exception {
        try (var application = start()) {
            var load = new MixedLoad(application, 1);
            load.run(REQUESTS, AT_ONCE, () -> {});
            tell("%d mixed requests".formatted(REQUESTS), load);
        }
    }

    @Test
    void killedProcessesCostNoAnswerAndLeaveNoOrphan() throws Exception {
        var seen = Collections.synchronizedSet(new HashSet<ProcessHandle>());
        var killed = new AtomicInteger();
        var random = new SplittableRandom(7);
        try (var application = start()) {
            var load = new MixedLoad(application, 1_000_000);
            var done = new AtomicBoolean();
            var killer =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (killed.get() < KILLS && !done.get()) {
                                    var workers = MixedLoad.workers();
                                    seen.addAll(workers);
                                    if (!workers.isEmpty()
                                            && workers.get(random.nextInt(workers.size()))
                                                    .destroyForcibly()) {
                                        killed.incrementAndGet();
                                    }
                                    sleep(random.nextInt(200, 1_500));
                                }
                            });
            while (killer.isAlive()) {
                load.run(AT_ONCE * 3, AT_ONCE, () -> {});
            }
            done.set(true);
            killer.join();
            tell("%d SIGKILLs under load".formatted(killed.get()), load);
            assertThat(killed).hasValue(KILLS);
            seen.addAll(MixedLoad.workers());
            // It goes on afterwards as if nothing had been.
            load.run(AT_ONCE, AT_ONCE, () -> {});
        }
        assertThat(seen).hasSizeGreaterThan(1).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void filesReplacedUnderLoadAreTakenUpAndNoAnswerIsLost() throws Exception {
        try (var application = start()) {
            var models = application.folder().resolve("models");
            var load = new MixedLoad(application, 2_000_000);
            for (int i = 0; i < REPLACEMENTS; i++) {
                // Every other one is a file that can't be used.
                int seed = 100 + i;
                var replacing =
                        Thread.ofPlatform()
                                .start(() -> {
                                    replace(models.resolve(QWEN), seed, seed % 2 == 1);
                                    replace(models.resolve(LLAMA), seed + 50, false);
                                });
                load.run(AT_ONCE * 4, AT_ONCE, () -> {});
                replacing.join();
            }
            tell("%d replacements of both files under load".formatted(REPLACEMENTS), load);
            replace(models.resolve(QWEN), 1, false);
            var answer = application.http().post("/api/v1/qwen/optimize", RouteRequests.body(5));
            assertThat(answer.json().get("model_used").asString())
                    .as(answer.text())
                    .isEqualTo("qwen");
        }
    }

    /// Says what came of a part, and that no answer was later than its deadline and a second.
    private static void tell(String part, MixedLoad load) throws IOException {
        String line =
                "| %s | %d | %s | %d | %d | %d |%n"
                        .formatted(
                                part,
                                load.answers(),
                                load.summary(),
                                load.longestMillis("qwen"),
                                load.longestMillis("read"),
                                load.overdue().size());
        System.out.print(line);
        String file = System.getProperty("proof.results");
        if (file != null) {
            Files.writeString(
                    Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        if (TIMED) {
            assertThat(load.overdue()).as(part).isEmpty();
        }
    }

    private static void replace(Path file, int seed, boolean broken) {
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            if (broken) {
                Files.writeString(next, "no model");
            } else if (String.valueOf(file.getFileName()).equals(QWEN)) {
                SyntheticModel.qwen().seed(seed).write(next);
            } else {
                SyntheticModel.llama().seed(seed).write(next);
            }
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestApplication start() throws IOException {
        var folder = TestApplication.temporaryFolder();
        var models = Files.createDirectories(folder.resolve("models"));
        SyntheticModel.qwen().seed(1).write(models.resolve(QWEN));
        SyntheticModel.llama().seed(2).write(models.resolve(LLAMA));
        return TestApplication.start(folder, TIMED ? TestApplication.modelsOnAllCores() : Map.of());
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
