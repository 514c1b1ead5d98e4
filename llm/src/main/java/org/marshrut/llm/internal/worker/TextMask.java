package org.marshrut.llm.internal.worker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Says byte by byte how a free text may go on: valid UTF-8, no control characters, until the stop
/// string has appeared.
///
/// Control characters are let through as long as they may still turn out to belong to the stop
/// string, which is cut off in the end. A token is tried on a copy ([#copyFrom]) before it is
/// taken. Not thread-safe.
final class TextMask {

    private final byte[] stop;
    private final int[] fallback; // Knuth–Morris–Pratt: longest border of stop[0..i]

    private int length;
    private int matched; // bytes of the stop string that the text ends with
    private int firstControl = -1; // where in the text a control character begins
    private boolean stopped;

    // The character in progress.
    private int missing; // bytes still to come
    private int codePoint;
    private int smallest; // below it the encoding is longer than it has to be
    private int characterStart;

    TextMask(String stop) {
        this.stop = stop.getBytes(StandardCharsets.UTF_8);
        fallback = new int[this.stop.length];
        for (int i = 1; i < this.stop.length; i++) {
            int border = fallback[i - 1];
            while (border > 0 && this.stop[i] != this.stop[border]) {
                border = fallback[border - 1];
            }
            fallback[i] = this.stop[i] == this.stop[border] ? border + 1 : border;
        }
    }

    /// Another one for the same stop string, to try tokens with.
    TextMask(TextMask other) {
        stop = other.stop;
        fallback = other.fallback;
    }

    void copyFrom(TextMask other) {
        length = other.length;
        matched = other.matched;
        firstControl = other.firstControl;
        stopped = other.stopped;
        missing = other.missing;
        codePoint = other.codePoint;
        smallest = other.smallest;
        characterStart = other.characterStart;
    }

    /// Whether the stop string has appeared.
    boolean hasStopped() {
        return stopped;
    }

    /// Takes bytes until they end or the stop string has appeared.
    ///
    /// @return false when they can't follow; this mask is then of no further use
    boolean take(byte[] bytes, int from, int to) {
        if (from == to) {
            return false;
        }
        for (int i = from; i < to && !stopped; i++) {
            if (!take(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean take(byte b) {
        if (!utf8(b & 0xff)) {
            return false;
        }
        while (matched > 0 && b != stop[matched]) {
            matched = fallback[matched - 1];
        }
        matched = b == stop[matched] ? matched + 1 : 0;
        length++;
        if (missing == 0 && isControl(codePoint) && firstControl < 0) {
            firstControl = characterStart;
        }
        if (firstControl >= 0 && firstControl < length - matched) {
            return false;
        }
        stopped = matched == stop.length;
        return true;
    }

    /// Controls, line and paragraph separators, and invisible characters that change how others are
    /// shown.
    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }

    private boolean utf8(int b) {
        if (missing > 0) {
            codePoint = codePoint << 6 | (b & 0x3f);
            missing--;
            return b >> 6 == 0b10 && canBeCharacter();
        }
        characterStart = length;
        if (b < 0x80) {
            codePoint = b;
            return true;
        }
        missing = b >> 5 == 0b110 ? 1 : b >> 4 == 0b1110 ? 2 : b >> 3 == 0b11110 ? 3 : 0;
        codePoint = b & (0x3f >> missing);
        smallest = missing == 1 ? 0x80 : missing == 2 ? 0x800 : 0x10000;
        return missing > 0 && canBeCharacter();
    }

    /// Whether the missing bytes can make a character of it; asked after each byte, so that a text
    /// never gets where nothing can follow.
    private boolean canBeCharacter() {
        int low = codePoint << (6 * missing);
        int high = low + (1 << (6 * missing)) - 1;
        boolean surrogate = low >= Character.MIN_SURROGATE && high <= Character.MAX_SURROGATE;
        return high >= smallest && low <= Character.MAX_CODE_POINT && !surrogate;
    }

    /// The value: what was taken without the stop string, a beginning of it that holds control
    /// characters, and a character that was not completed.
    String value(ByteArrayOutputStream taken) {
        int end = taken.size();
        if (stopped) {
            end = length - stop.length;
        } else if (firstControl >= 0) {
            end = firstControl;
        } else if (missing > 0) {
            end = characterStart;
        }
        return new String(taken.toByteArray(), 0, end, StandardCharsets.UTF_8);
    }
}
