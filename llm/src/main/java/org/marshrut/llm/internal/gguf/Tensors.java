package org.marshrut.llm.internal.gguf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The list of tensors in a header: names, shapes, types, and where their data lie. The data must
/// follow each other without gaps other than alignment, as llama.cpp wants them.
final class Tensors {

    private static final int MAXIMUM_TENSORS = 1 << 14;
    // llama.cpp keeps a name in 64 bytes with a zero at the end.
    private static final int MAXIMUM_NAME_BYTES = 63;
    private static final int MAXIMUM_DIMENSIONS = 4;

    /// One tensor.
    ///
    /// @param shape row length first
    /// @param offset from the beginning of the data section
    record TensorInfo(String name, List<Long> shape, TensorType type, long offset, long bytes) {
        TensorInfo {
            shape = List.copyOf(shape);
        }
    }

    private final Map<String, TensorInfo> byName = new LinkedHashMap<>();
    private final GgufInput input;
    private final int alignment;

    private Tensors(GgufInput input, int alignment) {
        this.input = input;
        this.alignment = alignment;
    }

    static Tensors read(GgufInput input, long count, int alignment)
            throws IOException, GgufFormatException {
        if (count < 1 || count > MAXIMUM_TENSORS) {
            throw input.damaged(
                    "number of tensors (%d) must be 1 to %d.".formatted(count, MAXIMUM_TENSORS));
        }
        var tensors = new Tensors(input, alignment);
        long expectedOffset = 0;
        for (long i = 0; i < count; i++) {
            var info = tensors.info(i);
            if (info.offset() != expectedOffset) {
                throw input.damaged(
                        "offset of tensor %s (%d) must be %d."
                                .formatted(info.name(), info.offset(), expectedOffset));
            }
            // The data can't be longer than the file, so that the sum can't overflow.
            expectedOffset = tensors.aligned(info.offset() + info.bytes());
            if (tensors.byName.put(info.name(), info) != null) {
                throw input.damaged("tensor %s must appear once.".formatted(info.name()));
            }
        }
        tensors.checkLength();
        return tensors;
    }

    private TensorInfo info(long index) throws IOException, GgufFormatException {
        var name = input.string("name of tensor " + index, MAXIMUM_NAME_BYTES);
        long dimensions = input.u32();
        if (dimensions < 1 || dimensions > MAXIMUM_DIMENSIONS) {
            throw input.damaged(
                    "number of dimensions of tensor %s (%d) must be 1 to %d."
                            .formatted(name, dimensions, MAXIMUM_DIMENSIONS));
        }
        var shape = new ArrayList<Long>(MAXIMUM_DIMENSIONS);
        for (long d = 0; d < dimensions; d++) {
            shape.add(input.i64());
        }
        long code = input.u32();
        var type = TensorType.find(code);
        if (type.isEmpty()) {
            throw input.damaged(
                    "type of tensor %s (%d) must be a known one.".formatted(name, code));
        }
        return new TensorInfo(name, shape, type.get(), input.i64(), bytes(name, shape, type.get()));
    }

    private long bytes(String name, List<Long> shape, TensorType type) throws GgufFormatException {
        if (shape.stream().allMatch(length -> length > 0)
                && shape.getFirst() % type.blockLength() == 0) {
            try {
                long bytes = type.bytes(shape.stream().reduce(1L, Math::multiplyExact));
                if (bytes <= input.size()) {
                    return bytes;
                }
            } catch (ArithmeticException _) {
                // Larger than any file: refused below.
            }
        }
        throw input.damaged(
                ("shape of tensor %s (%s, type %s) must be positive, made of whole blocks of"
                                + " %d and not larger than the file.")
                        .formatted(name, shape, type, type.blockLength()));
    }

    private void checkLength() throws GgufFormatException {
        long start = aligned(input.position());
        for (var info : byName.values()) {
            long end = start + info.offset() + info.bytes();
            if (end > input.size()) {
                throw input.damaged(
                        "data of tensor %s must end at byte %d, but the file ends at %d."
                                .formatted(info.name(), end, input.size()));
            }
        }
    }

    private long aligned(long position) {
        return (position + alignment - 1) / alignment * alignment;
    }

    int count() {
        return byName.size();
    }

    Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// How many tensors have a name that begins so.
    long countPrefixed(String prefix) {
        return byName.keySet().stream().filter(name -> name.startsWith(prefix)).count();
    }
}
