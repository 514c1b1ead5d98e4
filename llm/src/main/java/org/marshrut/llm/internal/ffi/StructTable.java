package org.marshrut.llm.internal.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.util.List;
import java.util.Optional;

/// Where the fields of a C struct of parameters are, and what its default function must return.
///
/// @param function that returns the struct with default values
/// @param bytes size of the struct
record StructTable(String function, long bytes, List<Field> fields) {

    /// How many bytes a field has.
    enum Kind {
        INTEGER,
        REAL,
        FLAG,
        POINTER
    }

    /// @param expected default value as bits
    record Field(String name, Kind kind, long offset, long expected) {

        private long read(MemorySegment struct) {
            return switch (kind) {
                case INTEGER, REAL -> struct.get(JAVA_INT, offset);
                case FLAG -> struct.get(JAVA_BYTE, offset);
                case POINTER -> struct.get(JAVA_LONG, offset);
            };
        }

        private String show(long bits) {
            return kind == Kind.REAL
                    ? Float.toString(Float.intBitsToFloat((int) bits))
                    : Long.toString(bits);
        }
    }

    /// Marks bytes that a function did not write.
    static final byte UNTOUCHED = (byte) 0xAB;

    StructTable {
        fields = List.copyOf(fields);
    }

    static Field integer(String name, long offset, int expected) {
        return new Field(name, Kind.INTEGER, offset, expected);
    }

    static Field real(String name, long offset, float expected) {
        return new Field(name, Kind.REAL, offset, Float.floatToRawIntBits(expected));
    }

    static Field flag(String name, long offset, boolean expected) {
        return new Field(name, Kind.FLAG, offset, expected ? 1 : 0);
    }

    /// A pointer or a size; null or zero by default.
    static Field pointer(String name, long offset) {
        return new Field(name, Kind.POINTER, offset, 0);
    }

    StructLayout layout() {
        return layout(bytes);
    }

    /// Opaque, of eight-byte words: all these structs are passed in memory.
    static StructLayout layout(long bytes) {
        return MemoryLayout.structLayout(MemoryLayout.sequenceLayout(bytes / 8, JAVA_LONG));
    }

    /// Compares what the default function wrote with the table.
    ///
    /// @param written a larger area, filled with [#UNTOUCHED] before the call
    /// @return the first difference
    Optional<String> differenceFrom(MemorySegment written) {
        for (var field : fields) {
            long found = field.read(written);
            if (found != field.expected()) {
                return Optional.of(
                        "%s sets %s to %s instead of %s"
                                .formatted(
                                        function,
                                        field.name(),
                                        field.show(found),
                                        field.show(field.expected())));
            }
        }
        for (long i = bytes; i < written.byteSize(); i++) {
            if (written.get(JAVA_BYTE, i) != UNTOUCHED) {
                return Optional.of("%s writes more than %d bytes".formatted(function, bytes));
            }
        }
        return Optional.empty();
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name));
    }

    private Field field(String name) {
        return fields.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No field " + name + "."));
    }

    void set(MemorySegment struct, String name, MemorySegment pointer) {
        struct.set(ADDRESS, field(name).offset(), pointer);
    }

    void set(MemorySegment struct, String name, int value) {
        var field = field(name);
        switch (field.kind()) {
            case INTEGER -> struct.set(JAVA_INT, field.offset(), value);
            case FLAG -> struct.set(JAVA_BYTE, field.offset(), (byte) value);
            case REAL, POINTER ->
                    throw new IllegalArgumentException("Field " + name + " is not a number.");
        }
    }
}
