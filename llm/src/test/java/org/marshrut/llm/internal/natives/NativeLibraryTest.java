package org.marshrut.llm.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.marshrut.llm.internal.natives.NativeLibrary.Build;

class NativeLibraryTest {

    @TempDir Path temporary;

    @Test
    void olderBuildComesFromTheClassPathWhenNothingElseIsThere() throws Exception {
        var found = locator(Optional.empty(), "Linux", "amd64").locate();

        assertThat(found.build()).isEqualTo(Build.B4916);
        assertThat(found.library()).isRegularFile().hasSize(5_622_712);
        assertThat(found.library().getParent()).isEqualTo(found.directory());
        assertThat(found.origin()).contains("de.kherud:llama");
    }

    @Test
    void armMachineGetsItsOwnFile() throws Exception {
        var found = locator(Optional.empty(), "Linux", "aarch64").locate();

        assertThat(found.library()).hasSize(6_330_936);
        assertThat(found.directory()).hasFileName("b4916-linux-arm64");
    }

    @Test
    void damagedCopyIsReplaced() throws Exception {
        var first = locator(Optional.empty(), "Linux", "amd64").locate();
        Files.writeString(first.library(), "damaged");

        var again = locator(Optional.empty(), "Linux", "amd64").locate();

        assertThat(again.library()).hasSize(5_622_712);
    }

    @Test
    void intactCopyIsKept() throws Exception {
        var first = locator(Optional.empty(), "Linux", "amd64").locate();
        var key = Files.readAttributes(first.library(), "unix:ino");

        var again = locator(Optional.empty(), "Linux", "amd64").locate();

        assertThat(Files.readAttributes(again.library(), "unix:ino")).isEqualTo(key);
    }

    @Test
    void startsAtTheSameTimeLeaveOneWholeCopy() throws Exception {
        try (var executor = Executors.newFixedThreadPool(4)) {
            Callable<NativeLibrary> search =
                    () -> locator(Optional.empty(), "Linux", "amd64").locate();
            var found = executor.invokeAll(IntStream.range(0, 8).mapToObj(_ -> search).toList());
            for (var each : found) {
                assertThat(each.get().library()).hasSize(5_622_712);
            }
        }
        try (var left = Files.list(temporary.resolve("marshrut/natives/b4916-linux-x64"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void fetchedBuildIsPreferredToTheOlderOne() throws Exception {
        var fetched = temporary.resolve("marshrut/natives/v0.5.0-linux-x64");
        touch(fetched.resolve("libllama.v0.5.0.so"));

        var found = locator(Optional.empty(), "Linux", "x86_64").locate();

        assertThat(found.build()).isEqualTo(Build.V0_5_0);
        assertThat(found.directory()).isEqualTo(fetched);
        assertThat(found.origin()).contains("@node-llama-cpp/linux-x64");
    }

    @Test
    void givenDirectoryComesFirst() throws Exception {
        touch(temporary.resolve("marshrut/natives/v0.5.0-linux-x64/libllama.v0.5.0.so"));
        var given = temporary.resolve("given");
        touch(given.resolve("libjllama.so"));

        var found = locator(Optional.of(given), "Linux", "amd64").locate();

        assertThat(found)
                .isEqualTo(
                        new NativeLibrary(
                                given,
                                given.resolve("libjllama.so"),
                                Build.B4916,
                                "LLAMA_LIB_DIR"));
    }

    @Test
    void givenDirectoryWithThePlainNameIsTheCurrentBuild() throws Exception {
        var given = temporary.resolve("given");
        touch(given.resolve("libllama.so"));

        var found = locator(Optional.of(given), "Linux", "amd64").locate();

        assertThat(found.build()).isEqualTo(Build.V0_5_0);
    }

    @Test
    void givenDirectoryWithoutLibraryIsRefusedWithARemedy() {
        var given = temporary.resolve("empty");

        assertThatThrownBy(() -> locator(Optional.of(given), "Linux", "amd64").locate())
                .isInstanceOf(NativeLibraryException.class)
                .hasMessageContaining(given.toString())
                .hasMessageContaining("libllama.v0.5.0.so")
                .hasMessageContaining("Maybe unset it");
    }

    @Test
    void otherSystemsAreRefusedWithARemedy() {
        assertThatThrownBy(() -> locator(Optional.empty(), "Mac OS X", "aarch64").locate())
                .isInstanceOf(NativeLibraryException.class)
                .hasMessageContaining("not on Mac OS X with aarch64")
                .hasMessageContaining("OpenAI-compatible server");
        assertThatThrownBy(() -> locator(Optional.empty(), "Linux", "riscv64").locate())
                .hasMessageContaining("riscv64");
    }

    @Test
    void cacheThatCannotBeWrittenNamesTheSettingToChange() throws IOException {
        Files.writeString(temporary.resolve("marshrut"), "a file where a folder must be");

        assertThatThrownBy(() -> locator(Optional.empty(), "Linux", "amd64").locate())
                .isInstanceOf(NativeLibraryException.class)
                .hasMessageContaining("XDG_CACHE_HOME");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineHasALibrary() throws Exception {
        assertThat(NativeLibrary.locate().library()).isRegularFile().isAbsolute();
    }

    private NativeLocator locator(Optional<Path> given, String system, String processor) {
        return new NativeLocator(new Machine(given, temporary, system, processor));
    }

    private static void touch(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
