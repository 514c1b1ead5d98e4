package org.marshrut.solver.internal.model;

/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, the same on every machine. Not thread-safe.
public final class Rng {

    private long state;

    public Rng(long seed) {
        this.state = seed * 0x9E3779B97F4A7C15L + 0x1234567L;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// Uniform in `0 … bound-1`; the bias below 2⁻³² does not matter here.
    public int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /// Uniform in (0, 1].
    public double unit() {
        return ((next() >>> 11) + 1) * 0x1.0p-53;
    }
}
