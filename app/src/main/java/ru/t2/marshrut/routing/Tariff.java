package ru.t2.marshrut.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.marshrut.solver.Matrix;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.roads.Roads;
import ru.t2.marshrut.team.Vehicle;

/// What travelling costs. Immutable.
public sealed interface Tariff {

    /// Default of a car whose consumption is not known: 7 RUB/km.
    Tariff DEFAULT_CAR = new PerKilometre(BigDecimal.valueOf(7));

    /// A car whose consumption is not known: 7 RUB/km.
    static Tariff car() {
        return DEFAULT_CAR;
    }

    /// A car at a price of its own.
    ///
    /// @param roublesPerKilometre 0 or more
    static Tariff car(BigDecimal roublesPerKilometre) {
        return new PerKilometre(roublesPerKilometre);
    }

    /// A taxi: 70 RUB/km.
    static Tariff taxi() {
        return new PerKilometre(BigDecimal.valueOf(70));
    }

    /// A bus: 40 RUB a leg.
    static Tariff bus() {
        return new PerLeg(new Money(4_000));
    }

    /// Nothing.
    static Tariff onFoot() {
        return new PerKilometre(BigDecimal.ZERO);
    }

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

    /// What each leg costs, for a search; the unit is a tenth of a kopeck, or a larger one where
    /// that would overflow. Empty when no order is cheaper than the shortest.
    ///
    /// @param distanceMetres any shape; the result has the same
    Optional<int[]> legPrices(int[] distanceMetres);

    /// So much a kilometre.
    record PerKilometre(BigDecimal roubles) implements Tariff {
        @Override
        public Money cost(long[] legMetres) {
            return Money.ofRoubles(kilometres(LongStream.of(legMetres).sum()).multiply(roubles));
        }

        @Override
        public Optional<int[]> legPrices(int[] distanceMetres) {
            return Optional.empty();
        }
    }

    /// So much a leg, however long.
    record PerLeg(Money price) implements Tariff {
        @Override
        public Money cost(long[] legMetres) {
            long legs = LongStream.of(legMetres).filter(metres -> metres > 0).count();
            return new Money(Math.multiplyExact(price.kopecks(), legs));
        }

        @Override
        public Optional<int[]> legPrices(int[] distanceMetres) {
            return Optional.empty();
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

        @Override
        public Optional<int[]> legPrices(int[] distanceMetres) {
            double inside = tenthsOfKopeckPerMetre(litresPer100KmCity);
            double outside = tenthsOfKopeckPerMetre(litresPer100KmHighway);
            double[] prices = new double[distanceMetres.length];
            double most = 0;
            for (int i = 0; i < prices.length; i++) {
                long slow = Math.min(distanceMetres[i], settlementMetres);
                prices[i] = slow * inside + (distanceMetres[i] - slow) * outside;
                most = Math.max(most, prices[i]);
            }
            double scale = Math.min(1, Matrix.MAX_ENTRY / Math.max(1, most));
            int[] rounded = new int[prices.length];
            Arrays.setAll(rounded, i -> (int) Math.floor(prices[i] * scale));
            return Optional.of(rounded);
        }

        /// Litres per 100 km × kopecks per litre = tenths of a kopeck per 10 km.
        private double tenthsOfKopeckPerMetre(BigDecimal litresPer100Km) {
            return litresPer100Km.doubleValue() * pricePerLitre.kopecks() / 10_000;
        }
    }

    private static BigDecimal kilometres(long metres) {
        return BigDecimal.valueOf(metres)
                .divide(BigDecimal.valueOf(1000), 3, RoundingMode.UNNECESSARY);
    }
}
