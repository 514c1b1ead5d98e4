package org.marshrut.llm.internal.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marshrut.llm.testing.SyntheticModel;

/// Whatever bytes a file has, reading its header either succeeds or is refused with the one
/// exception made for it, and never takes much memory.
class C01_CorruptionFuzzTest {

    private static final long SEED = 20_261_122;
    // The header of this file ends here; what follows are weights, which the reader skips.
    private static final int HEADER_BYTES = 6_880;
    private static final long MOST_BYTES = 2_000_000;

    @TempDir Path folder;
    private Path file;
    private final SplittableRandom random = new SplittableRandom(SEED);

    @BeforeEach
    void writeSoundFile() throws Exception {
        // The first message ever formatted loads classes, which would count as allocation.
        file = SyntheticModel.qwen().q8().truncated().write(folder.resolve("fuzzed.gguf"));
        Allocation.during(() -> GgufHeader.read(file));
        file = SyntheticModel.qwen().q8().write(folder.resolve("fuzzed.gguf"));
    }

    @Test
    void everyChangedByteOfTheHeaderIsReadOrRefused() throws Exception {
        int refused = 0;
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            for (int position = 0; position < HEADER_BYTES; position++) {
                int original = byteAt(access, position);
                int changed = original ^ random.nextInt(1, 256);
                put(access, position, changed);
                if (isRefused("byte %d = %d".formatted(position, changed))) {
                    refused++;
                }
                put(access, position, original);
            }
        }
        // Counts, lengths, types, shapes and offsets are checked; letters of tokens can't be.
        assertThat(refused).isBetween(HEADER_BYTES / 3, HEADER_BYTES);
    }

    @Test
    void everyLengthIsRefusedExceptTheWhole() throws Exception {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            for (long length = access.length() - 1; length >= 0; length -= 1 + length / 2_000) {
                access.setLength(length);
                assertThat(isRefused("length " + length)).as("length %d", length).isTrue();
            }
        }
    }

    @Test
    void severalChangesAtOnceAreReadOrRefused() throws Exception {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            var sound = new byte[HEADER_BYTES];
            access.readFully(sound);
            for (int round = 0; round < 2_000; round++) {
                var bytes = sound.clone();
                int from = random.nextInt(HEADER_BYTES - 64);
                for (int change = 0; change < 8; change++) {
                    bytes[from + random.nextInt(64)] = extreme();
                }
                access.seek(0);
                access.write(bytes);
                isRefused("round %d at %d".formatted(round, from));
            }
        }
    }

    private byte extreme() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> (byte) 0xff;
            case 2 -> 0x7f;
            default -> (byte) random.nextInt();
        };
    }

    private boolean isRefused(String what) throws Exception {
        var refused = new boolean[1];
        long bytes =
                Allocation.during(() -> {
                    try {
                        return GgufHeader.read(file);
                    } catch (GgufFormatException e) {
                        refused[0] = true;
                        return e.getMessage();
                    } catch (RuntimeException | Error e) {
                        throw new AssertionError("%s, seed %d: %s".formatted(what, SEED, e), e);
                    }
                });
        assertThat(bytes).as("%s, seed %d: heap bytes", what, SEED).isLessThan(MOST_BYTES);
        return refused[0];
    }

    private static int byteAt(RandomAccessFile access, long position) throws Exception {
        access.seek(position);
        return access.read();
    }

    private static void put(RandomAccessFile access, long position, int value) throws Exception {
        access.seek(position);
        access.write(value);
    }
}
