package org.marshrut.llm.internal.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marshrut.llm.internal.natives.NativeLibrary;
import org.marshrut.llm.internal.natives.NativeLibrary.Build;

/// Opens libraries within the test's own process: that is safe, computing is left to workers.
class LlamaLibraryTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final NativeLog log =
            new NativeLog(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @TempDir Path folder;

    private static NativeLibrary present() throws Exception {
        var found = NativeLibrary.locate();
        assumeTrue(found.build() == Build.V0_5_0, "SKIPPED: llama.cpp v0.5.0 is not here.");
        return found;
    }

    @Test
    void libraryOfAnotherBuildIsRefused() throws Exception {
        var found = present();

        assertThatThrownBy(() -> Llama.open(found.directory(), found.library(), Abi.B4916, log))
                .isInstanceOf(NativeException.class)
                .hasMessageContaining("not llama.cpp b4916");
    }

    @Test
    void libraryWithOtherDefaultsIsRefused() throws Exception {
        var found = present();
        var table = Abi.V0_5_0.contextParams();
        var fields = new ArrayList<>(table.fields());
        fields.set(0, StructTable.integer("n_ctx", 0, 513));

        for (var wrong :
                List.of(
                        new StructTable(table.function(), table.bytes(), fields),
                        new StructTable(table.function(), table.bytes() - 8, List.of()))) {
            var abi =
                    new Abi(
                            "v9",
                            true,
                            true,
                            "llama_memory_seq_rm",
                            "llama_memory_seq_cp",
                            Abi.V0_5_0.modelParams(),
                            wrong);
            assertThatThrownBy(() -> Llama.open(found.directory(), found.library(), abi, log))
                    .isInstanceOf(NativeException.class)
                    .hasMessageContaining("is not llama.cpp v9: llama_context_default_params")
                    .hasMessageContaining("supported build");
        }
    }

    @Test
    void fileThatIsNoLibraryIsRefused() {
        var missing = folder.resolve("libllama.so");

        assertThatThrownBy(() -> Llama.open(folder, missing, Abi.V0_5_0, log))
                .isInstanceOf(NativeException.class)
                .hasMessageContaining("can't be opened");
        assertThatThrownBy(() -> Abi.named("b1")).hasMessageContaining("b1 is not supported");
    }

    @Test
    void logKeepsErrorsOnly() {
        try (var arena = Arena.ofConfined()) {
            var nothing = MemorySegment.NULL;
            log.accept(2, arena.allocateFrom("loading"), nothing);
            log.accept(3, arena.allocateFrom("odd\n"), nothing);
            log.accept(4, arena.allocateFrom("broken "), nothing);
            log.accept(5, arena.allocateFrom("entirely\n"), nothing);
            log.accept(5, arena.allocateFrom("\n"), nothing);
            log.accept(4, nothing, nothing);
        }
        assertThat(log.takeErrors()).contains("broken; entirely");
        assertThat(log.takeErrors()).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("odd")
                .doesNotContain("loading");
    }

    @Test
    void signalSaysWhyToStop() {
        var signal = new AbortSignal();

        assertThat(signal.cause()).isEqualTo(AbortSignal.Cause.NONE);
        signal.arm(System.nanoTime() - 1);
        assertThat(signal.cause()).isEqualTo(AbortSignal.Cause.DEADLINE);
        signal.cancel();
        assertThat(signal.cause()).isEqualTo(AbortSignal.Cause.CANCELLED);
        signal.disarm();
        assertThat(signal.poll(MemorySegment.NULL)).isFalse();
    }
}
