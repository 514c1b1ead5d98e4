package ru.t2.marshrut.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;

/// From the solver's units to those of the API.
final class ApiUnits {

    private static final int SECONDS_A_DAY = 24 * 3600;

    private ApiUnits() {}

    /// Two decimals.
    static BigDecimal kilometres(long metres) {
        return BigDecimal.valueOf(metres, 3).setScale(2, RoundingMode.HALF_UP);
    }

    /// Two decimals.
    static BigDecimal hours(long seconds) {
        return BigDecimal.valueOf(seconds / 3600.0).setScale(2, RoundingMode.HALF_UP);
    }

    /// A begun minute late is a minute late.
    static long minutesUp(long seconds) {
        return Math.ceilDiv(seconds, 60L);
    }

    static LocalTime timeOfDay(int seconds) {
        return LocalTime.ofSecondOfDay(seconds % SECONDS_A_DAY);
    }

    /// Days after the first.
    static int dayOffset(int seconds) {
        return seconds / SECONDS_A_DAY;
    }
}
