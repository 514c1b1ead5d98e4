package ru.t2.marshrut.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class KernelTest {

    @Test
    void aDegreeOfAMeridianIsAHundredAndElevenKilometres() {
        double metres = new GeoPoint(54, 45).greatCircleMetres(new GeoPoint(55, 45));
        assertThat(metres).isCloseTo(111_195, within(1.0));
    }

    @Test
    void oppositePointsAreHalfAnEquatorApart() {
        assertThat(new GeoPoint(0, 0).greatCircleMetres(new GeoPoint(0, 180)))
                .isCloseTo(20_015_115, within(10.0));
    }

    @Test
    void coordinatesOutsideTheEarthAreRefused() {
        assertThatThrownBy(() -> new GeoPoint(95, 0)).hasMessageContaining("lat (95.0)");
        assertThatThrownBy(() -> new GeoPoint(0, Double.NaN)).hasMessageContaining("lon (NaN)");
    }

    @Test
    void moneyIsExactAndRoundedHalfUp() {
        assertThat(Money.ofRoubles(new BigDecimal("86.385")).roubles())
                .isEqualByComparingTo("86.39");
        assertThat(new Money(5).plus(new Money(95)).roubles()).isEqualTo(new BigDecimal("1.00"));
        assertThat(new Money(1)).isLessThan(new Money(2));
    }

    @Test
    void categoriesAreReadInBothAlphabets() {
        assertThat(Category.parse("а")).contains(Category.A);
        assertThat(Category.parse(" В ")).contains(Category.B);
        assertThat(Category.parse("С")).contains(Category.C);
        assertThat(Category.parse("d")).contains(Category.D);
        assertThat(Category.parse("Ж")).isEmpty();
    }

    @Test
    void aWindowDoesNotEndBeforeItStarts() {
        assertThatThrownBy(() -> new DailyWindow(LocalTime.of(18, 0), LocalTime.of(9, 0)))
                .hasMessageContaining("09:00")
                .hasMessageContaining("18:00");
    }
}
