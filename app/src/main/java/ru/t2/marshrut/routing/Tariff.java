package ru.t2.marshrut.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.LongStream;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.roads.Roads;
import ru.t2.marshrut.team.Vehicle;

/// What travelling costs. Immutable.
public sealed interface Tariff {

    /// Default of a car whose consumption is not known: 7 RUB/km.
    Tariff DEFAULT_CAR = new PerKilometre(BigDecimal.valueOf(7));

    /// 70 RUB/km.
    Tariff TAXI = new PerKilometre(BigDecimal.valueOf(70));

    /// 40 RUB a leg.
    Tariff BUS = new PerLeg(new Money(4_000));

    Tariff ON_FOOT = new PerKilometre(BigDecimal.ZERO);

    /// The fuel of a vehicle of the team.
    static Tariff ofVehicle(Vehicle vehicle) {
        return new Fuel(
                vehicle.litresPer100KmCity(),
                vehicle.litresPer100KmHighway(),
                vehicle.fuelPrice(),
                Roads.SETTLEMENT_LEG_METRES);
    }

    /// Cost of a route's legs, rounded once, to whole kopecks.
    ///
    /// @param legMetres length of every leg; legs of 0 m cost nothing
    Money cost(long[] legMetres);

    /// So much a kilometre.
    record PerKilometre(BigDecimal roubles) implements Tariff {
        @Override
        public Money cost(long[] legMetres) {
            return Money.ofRoubles(kilometres(LongStream.of(legMetres).sum()).multiply(roubles));
        }
    }

    /// So much a leg, however long.
    record PerLeg(Money price) implements Tariff {
        @Override
        public Money cost(long[] legMetres) {
            long legs = LongStream.of(legMetres).filter(metres -> metres > 0).count();
            return new Money(Math.multiplyExact(price.kopecks(), legs));
        }
    }

    /// The fuel of a vehicle that takes more in settlements than on open roads.
    ///
    /// @param settlementMetres the part of each leg that counts as inside settlements, at the most
    record Fuel(
            BigDecimal litresPer100KmCity,
            BigDecimal litresPer100KmHighway,
            Money pricePerLitre,
            long settlementMetres)
            implements Tariff {
        @Override
        public Money cost(long[] legMetres) {
            long inside =
                    LongStream.of(legMetres)
                            .map(metres -> Math.min(metres, settlementMetres))
                            .sum();
            long outside = LongStream.of(legMetres).sum() - inside;
            var litres =
                    kilometres(inside)
                            .multiply(litresPer100KmCity)
                            .add(kilometres(outside).multiply(litresPer100KmHighway))
                            .movePointLeft(2);
            return Money.ofRoubles(litres.multiply(pricePerLitre.roubles()));
        }
    }

    private static BigDecimal kilometres(long metres) {
        return BigDecimal.valueOf(metres)
                .divide(BigDecimal.valueOf(1000), 3, RoundingMode.UNNECESSARY);
    }
}
