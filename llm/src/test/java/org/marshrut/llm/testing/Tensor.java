package org.marshrut.llm.testing;

import java.util.List;

/// One tensor of a synthetic file.
///
/// @param shape innermost dimension (row length) first, as the file format has it
public record Tensor(String name, List<Long> shape, WeightType type, Content content) {

    /// What a tensor is filled with.
    public sealed interface Content {

        /// Random weights around zero with this standard deviation.
        record Random(double deviation) implements Content {}

        /// The same value everywhere; for [WeightType#F32] only.
        record Constant(float value) implements Content {}

        /// These values; for [WeightType#F32] only.
        record Values(List<Float> values) implements Content {
            public Values {
                values = List.copyOf(values);
            }
        }

        /// Zero bytes, left as a hole in the file: a large model that takes no disk and no time.
        record Hole() implements Content {}
    }

    public Tensor {
        shape = List.copyOf(shape);
    }

    long rowLength() {
        return shape.getFirst();
    }

    long rows() {
        return shape.stream().skip(1).reduce(1L, Math::multiplyExact);
    }

    /// Bytes of the tensor's data in the file, without padding.
    public long bytes() {
        return rows() * type.rowBytes(rowLength());
    }
}
