package org.marshrut.llm.internal.gguf;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The key-values of a header: numbers and short strings are kept, long strings and arrays are
/// skipped and known by their size alone.
final class Metadata {

    private static final int MAXIMUM_KEYS = 4096;
    private static final int MAXIMUM_KEY_BYTES = 1024;
    private static final int KEPT_STRING_BYTES = 256;
    private static final int TYPE_STRING = 8;
    private static final int TYPE_ARRAY = 9;

    /// A value as far as it is kept.
    sealed interface Value {
        record Whole(long value) implements Value {}

        record Fraction(double value) implements Value {}

        record Flag(boolean value) implements Value {}

        record Text(String value) implements Value {}

        record LongText(long bytes) implements Value {}

        record Array(int elementType, long count) implements Value {
            boolean ofStrings() {
                return elementType == TYPE_STRING;
            }

            /// Bytes of an element; of a string, those of its length.
            int elementBytes() {
                return switch (elementType) {
                    case 0, 1, 7 -> 1;
                    case 2, 3 -> 2;
                    case 4, 5, 6 -> 4;
                    case TYPE_STRING, 10, 11, 12 -> 8;
                    default -> 0;
                };
            }
        }
    }

    private final Map<String, Value> values = new HashMap<>();
    private final GgufInput input;

    private Metadata(GgufInput input) {
        this.input = input;
    }

    static Metadata read(GgufInput input, long count) throws IOException, GgufFormatException {
        if (count > MAXIMUM_KEYS) {
            throw input.damaged(
                    "number of keys (%d) must not exceed %d.".formatted(count, MAXIMUM_KEYS));
        }
        var metadata = new Metadata(input);
        for (long i = 0; i < count; i++) {
            var key = input.string("key " + i, MAXIMUM_KEY_BYTES);
            if (metadata.values.put(key, metadata.value(key, input.u32())) != null) {
                throw input.damaged("key %s must appear once.".formatted(key));
            }
        }
        return metadata;
    }

    private Value value(String key, long type) throws IOException, GgufFormatException {
        return switch ((int) type) {
            case 0 -> new Value.Whole(input.u8());
            case 1 -> new Value.Whole((byte) input.u8());
            case 2 -> new Value.Whole(input.u16());
            case 3 -> new Value.Whole((short) input.u16());
            case 4 -> new Value.Whole(input.u32());
            case 5 -> new Value.Whole((int) input.u32());
            case 6 -> new Value.Fraction(Float.intBitsToFloat((int) input.u32()));
            case 7 -> new Value.Flag(input.u8() != 0);
            case TYPE_STRING -> text(key);
            case TYPE_ARRAY -> array(key);
            case 10, 11 -> new Value.Whole(input.i64());
            case 12 -> new Value.Fraction(Double.longBitsToDouble(input.i64()));
            default -> throw unknownType(key, type);
        };
    }

    private Value text(String key) throws IOException, GgufFormatException {
        long length = input.count("length of " + key, 1);
        if (length > KEPT_STRING_BYTES) {
            input.skip(length);
            return new Value.LongText(length);
        }
        return new Value.Text(input.stringOf((int) length));
    }

    private Value array(String key) throws IOException, GgufFormatException {
        long type = input.u32();
        var unsized = new Value.Array((int) type, 0);
        if (unsized.elementBytes() == 0) {
            throw unknownType("an element of " + key, type);
        }
        int width = unsized.elementBytes();
        long count = input.count("number of elements of " + key, width);
        if (type == TYPE_STRING) {
            for (long i = 0; i < count; i++) {
                input.skip(input.count("length of an element of " + key, 1));
            }
        } else {
            input.skip(count * width);
        }
        return new Value.Array((int) type, count);
    }

    private GgufFormatException unknownType(String what, long type) {
        return input.damaged("type of %s (%d) must be a known one.".formatted(what, type));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String requireText(String key) throws GgufFormatException {
        return switch (required(key)) {
            case Value.Text(String value) when !value.isEmpty() -> value;
            default -> throw input.damaged("key %s must hold a short text.".formatted(key));
        };
    }

    /// A whole number within bounds, both included.
    int requireWhole(String key, int lowest, int highest) throws GgufFormatException {
        return switch (required(key)) {
            case Value.Whole(long value) when value >= lowest && value <= highest -> (int) value;
            case Value.Whole(long value) ->
                    throw input.damaged(
                            "%s (%d) must be %d to %d.".formatted(key, value, lowest, highest));
            default -> throw input.damaged("key %s must hold a whole number.".formatted(key));
        };
    }

    double requireFraction(String key, double above, double below) throws GgufFormatException {
        return switch (required(key)) {
            case Value.Fraction(double value) when value > above && value < below -> value;
            case Value.Fraction(double value) ->
                    throw input.damaged(
                            "%s (%s) must lie between %s and %s."
                                    .formatted(key, value, above, below));
            default -> throw input.damaged("key %s must hold a fraction.".formatted(key));
        };
    }

    Value.Array requireArray(String key) throws GgufFormatException {
        return switch (required(key)) {
            case Value.Array array -> array;
            default -> throw input.damaged("key %s must hold an array.".formatted(key));
        };
    }

    private Value required(String key) throws GgufFormatException {
        @Nullable Value value = values.get(key);
        if (value == null) {
            throw input.foreign("key %s must be there.".formatted(key));
        }
        return value;
    }
}
