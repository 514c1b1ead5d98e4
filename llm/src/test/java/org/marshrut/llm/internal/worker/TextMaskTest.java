package org.marshrut.llm.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextMaskTest {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    private boolean take(TextMask mask, byte... bytes) {
        var trial = new TextMask(mask);
        trial.copyFrom(mask);
        if (!trial.take(bytes, 0, bytes.length)) {
            return false;
        }
        mask.take(bytes, 0, bytes.length);
        taken.write(bytes, 0, bytes.length);
        return true;
    }

    private boolean take(TextMask mask, String text) {
        return take(mask, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void stopStringEndsTheTextAndIsCutOff() {
        var mask = new TextMask("\"}");

        assertThat(take(mask, "Иванов\" ")).isTrue();
        assertThat(mask.hasStopped()).isFalse();
        assertThat(take(mask, "болен\"} и всё")).isTrue();
        assertThat(mask.hasStopped()).isTrue();
        assertThat(mask.value(taken)).isEqualTo("Иванов\" болен");
    }

    @Test
    void stopStringIsFoundAcrossTokensAndItsOwnBeginnings() {
        var mask = new TextMask("aab");

        assertThat(take(mask, "xa")).isTrue();
        assertThat(take(mask, "aa")).isTrue();
        assertThat(take(mask, "ab")).isTrue();
        assertThat(mask.value(taken)).isEqualTo("xaa");
    }

    @Test
    void lineFeedPassesOnlyAsPartOfTheStopString() {
        var mask = new TextMask("\n\n");

        assertThat(take(mask, "one\ntwo")).isFalse();
        assertThat(take(mask, "one")).isTrue();
        assertThat(take(mask, "\n")).isTrue();
        assertThat(take(mask, "two")).isFalse();
        assertThat(mask.value(taken)).isEqualTo("one");
        assertThat(take(mask, "\n")).isTrue();
        assertThat(mask.hasStopped()).isTrue();
        assertThat(mask.value(taken)).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\t", "\u007f", "\u0085", "\u2028", "\u202e", "\u200b"})
    void invisibleCharactersAreRefused(String character) {
        assertThat(take(new TextMask("|"), "a" + character)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "80",
        "c0 af",
        "c1 bf",
        "e0 80 80",
        "ed a0 80",
        "f4 90 80 80",
        "f8 88",
        "f5",
        "e0 9f",
        "ed a0",
        "f0 8f",
        "f4 90",
        "d0 41"
    })
    void malformedBytesAreRefused(String hex) {
        var bytes = HexFormat.ofDelimiter(" ").parseHex(hex);

        assertThat(take(new TextMask("|"), bytes)).isFalse();
    }

    @Test
    void halfCharacterAtTheEndIsCutOff() {
        var mask = new TextMask("|");

        assertThat(take(mask, "д")).isTrue();
        assertThat(take(mask, (byte) 0xf0, (byte) 0x9f)).isTrue();
        assertThat(mask.value(taken)).isEqualTo("д");
    }

    @Test
    void emptyTokenIsRefusedBecauseItWouldNeverEnd() {
        assertThat(take(new TextMask("|"), new byte[0])).isFalse();
    }

    @Test
    void whateverIsTakenTheValueIsCleanText() throws CharacterCodingException {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var stop = new String[] {"\n", "ab", "жз", "\r\n", "aXa"}[random.nextInt(5)];
            var mask = new TextMask(stop);
            taken.reset();
            for (int i = 0; i < 400 && !mask.hasStopped(); i++) {
                take(mask, token(random));
            }
            var value = mask.value(taken);

            assertThat(value).as("seed %d", seed).doesNotContain(stop).doesNotContain("\uFFFD");
            assertThat(value.codePoints()).as("seed %d", seed).noneMatch(Character::isISOControl);
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var kept = Arrays.copyOf(taken.toByteArray(), bytes.length);
            assertThat(bytes).as("seed %d", seed).isEqualTo(kept);
        }
    }

    private static byte[] token(Random random) {
        if (random.nextInt(3) == 0) {
            var bytes = new byte[1 + random.nextInt(3)];
            random.nextBytes(bytes);
            return bytes;
        }
        var letters = "aXbжз\r\n 😀";
        int at = random.nextInt(letters.length() - 1);
        return letters.substring(at, at + 1).getBytes(StandardCharsets.UTF_8);
    }
}
