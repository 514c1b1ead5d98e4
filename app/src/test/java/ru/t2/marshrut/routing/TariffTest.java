package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.kernel.Money;

class TariffTest {

    private static final long[] LEGS = {10_000, 0, 2_500};

    @Test
    void aCarOfUnknownConsumptionCostsSevenRoublesAKilometre() {
        assertThat(Tariff.car().cost(LEGS)).isEqualTo(new Money(8_750));
        assertThat(Tariff.car(new BigDecimal("12.5")).cost(LEGS)).isEqualTo(new Money(15_625));
    }

    @Test
    void aTaxiCostsSeventyRoublesAKilometre() {
        assertThat(Tariff.taxi().cost(LEGS)).isEqualTo(new Money(87_500));
    }

    @Test
    void aBusCostsFortyRoublesForEachLegThatLeadsAnywhere() {
        assertThat(Tariff.bus().cost(LEGS)).isEqualTo(new Money(8_000));
    }

    @Test
    void feetAreFree() {
        assertThat(Tariff.onFoot().cost(LEGS)).isEqualTo(Money.ZERO);
    }

    @Test
    void aVehicleCostsItsFuelInTownAndOnTheRoad() {
        var fuel =
                new Tariff.Fuel(
                        new BigDecimal("10.00"), new BigDecimal("6.00"), new Money(6_000), 6_500);
        // 9 km at 10 l and 3.5 km at 6 l for 100 km, 60 roubles a litre.
        assertThat(fuel.cost(LEGS)).isEqualTo(new Money(6_660));
    }

    @Test
    void pricesOfLegsAreInProportionToTheirCosts() {
        var fuel =
                new Tariff.Fuel(
                        new BigDecimal("10.00"), new BigDecimal("6.00"), new Money(6_000), 6_500);
        assertThat(fuel.legPrices(new int[] {10_000, 0, 2_500}).orElseThrow())
                .containsExactly(51_600, 0, 15_000);
        assertThat(Tariff.car().legPrices(new int[] {1})).isEmpty();
        // Even the dearest fuel does not overflow what a search can add up.
        var dear =
                new Tariff.Fuel(
                        new BigDecimal("99.99"), new BigDecimal("99.99"), new Money(99_999), 6_500);
        assertThat(dear.legPrices(new int[] {2_000_000, 1_000_000}).orElseThrow())
                .containsExactly(50_000_000, 25_000_000);
    }
}
