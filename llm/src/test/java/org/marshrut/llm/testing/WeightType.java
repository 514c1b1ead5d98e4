package org.marshrut.llm.testing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/// A GGUF tensor type that synthetic files use, with its block layout and a way to fill it with
/// random values of a wanted spread. The layouts are those of `ggml-common.h`.
public enum WeightType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q5_0(6, 32, 22),
    Q8_0(8, 32, 34),
    Q4_K(12, 256, 144),
    Q6_K(14, 256, 210);

    private final int code;
    private final int blockLength;
    private final int blockBytes;

    WeightType(int code, int blockLength, int blockBytes) {
        this.code = code;
        this.blockLength = blockLength;
        this.blockBytes = blockBytes;
    }

    /// The type's number in the file format.
    public int code() {
        return code;
    }

    /// Bytes of a row of `length` weights, a multiple of the block length.
    public long rowBytes(long length) {
        if (length % blockLength != 0) {
            throw new IllegalArgumentException(
                    "A row of %d weights must be a multiple of %d for %s."
                            .formatted(length, blockLength, this));
        }
        return length / blockLength * blockBytes;
    }

    /// Appends one row of random weights around zero.
    ///
    /// @param target little-endian, with room for the row
    /// @param deviation wanted standard deviation; NaN makes every scale not-a-number
    void fillRow(ByteBuffer target, long length, double deviation, SplittableRandom random) {
        long blocks = length / blockLength;
        switch (this) {
            case F32 -> {
                for (long i = 0; i < blocks; i++) {
                    target.putFloat((float) (roughlyNormal(random) * deviation));
                }
            }
            case F16 -> {
                for (long i = 0; i < blocks; i++) {
                    target.putShort(half(roughlyNormal(random) * deviation));
                }
            }
            // The divisors are the deviation of the type's uniformly random quants.
            case Q8_0 -> scaledBlocks(target, blocks, half(deviation / 73.9), 32, random);
            case Q5_0 -> scaledBlocks(target, blocks, half(deviation / 9.23), 20, random);
            case Q4_K -> q4kBlocks(target, blocks, deviation / (4.61 * 32), random);
            case Q6_K -> q6kBlocks(target, blocks, half(deviation / (18.47 * 32)), random);
        }
    }

    private static void scaledBlocks(
            ByteBuffer target, long blocks, short scale, int quantBytes, SplittableRandom random) {
        var quants = new byte[quantBytes];
        for (long i = 0; i < blocks; i++) {
            random.nextBytes(quants);
            target.putShort(scale).put(quants);
        }
    }

    private static void q4kBlocks(
            ByteBuffer target, long blocks, double scale, SplittableRandom random) {
        // Twelve bytes hold eight 6-bit scales and eight 6-bit minimums; this pattern makes each
        // 32.
        var scales = new byte[12];
        Arrays.fill(scales, 0, 8, (byte) (32 | ((32 >> 4) << 6)));
        var quants = new byte[128];
        short superScale = half(scale);
        short superMinimum = half(scale * 7.5);
        for (long i = 0; i < blocks; i++) {
            random.nextBytes(quants);
            target.putShort(superScale).putShort(superMinimum).put(scales).put(quants);
        }
    }

    private static void q6kBlocks(
            ByteBuffer target, long blocks, short superScale, SplittableRandom random) {
        var scales = new byte[16];
        Arrays.fill(scales, (byte) 32);
        var quants = new byte[192];
        for (long i = 0; i < blocks; i++) {
            random.nextBytes(quants);
            target.put(quants).put(scales).putShort(superScale);
        }
    }

    private static short half(double value) {
        return Float.floatToFloat16((float) value);
    }

    /// Sum of four uniform numbers from one draw, deviation 1: close enough and cheap.
    private static double roughlyNormal(SplittableRandom random) {
        long x = random.nextLong();
        long sum = (x & 0xffff) + ((x >>> 16) & 0xffff) + ((x >>> 32) & 0xffff) + (x >>> 48);
        return (sum - 131_070.0) / 37_837.0;
    }
}
