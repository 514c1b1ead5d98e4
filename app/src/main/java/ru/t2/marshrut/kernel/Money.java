package ru.t2.marshrut.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An exact amount of roubles.
///
/// @param kopecks hundredths of a rouble
public record Money(long kopecks) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    /// Rounds half up to whole kopecks.
    public static Money ofRoubles(BigDecimal roubles) {
        return new Money(
                roubles.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    /// Roubles with exactly two decimals.
    public BigDecimal roubles() {
        return BigDecimal.valueOf(kopecks, 2);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(kopecks, other.kopecks));
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(kopecks, other.kopecks);
    }
}
