package ru.t2.marshrut.team;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.kernel.Money;

/// A team made up for a demonstration in Mordovia. Plates have the number 000, which is not issued.
record DemoTeam(List<Vehicle> vehicles, List<Rep> reps) {

    private static final DailyWindow HOURS =
            new DailyWindow(LocalTime.of(9, 0), LocalTime.of(18, 0));
    private static final Duration LUNCH = Duration.ofMinutes(30);
    private static final int VISITS_PER_DAY = 14;
    private static final Money FUEL_PRICE = new Money(64_50);

    private static final GeoPoint SARANSK = new GeoPoint(54.1912, 45.1683);
    private static final GeoPoint RUZAYEVKA = new GeoPoint(54.0627, 44.9478);
    private static final GeoPoint KRASNOSLOBODSK = new GeoPoint(54.4261, 43.7871);
    private static final GeoPoint CHAMZINKA = new GeoPoint(54.4032, 45.7865);

    static DemoTeam of(Instant createdAt) {
        return new DemoTeam(
                List.of(
                        vehicle("car-1", "Lada Granta", "А000АА13", "8.70", "5.20", createdAt),
                        vehicle("car-2", "Lada Vesta", "В000ВВ13", "9.20", "5.70", createdAt),
                        vehicle("car-3", "Lada Niva", "Е000ЕЕ13", "12.10", "8.30", createdAt),
                        vehicle("car-4", "Lada Largus", "К000КК13", "10.10", "6.70", createdAt)),
                List.of(
                        rep("rep-1", "Анна Киселёва", SARANSK, "car-1", createdAt),
                        rep("rep-2", "Игорь Маскаев", RUZAYEVKA, "car-2", createdAt),
                        rep("rep-3", "Ольга Тремаскина", KRASNOSLOBODSK, "car-3", createdAt),
                        rep("rep-4", "Денис Учайкин", CHAMZINKA, "car-4", createdAt)));
    }

    private static Vehicle vehicle(
            String id,
            String name,
            String plate,
            String cityLitres,
            String highwayLitres,
            Instant createdAt) {
        return new Vehicle(
                id,
                name,
                Optional.of(plate),
                new BigDecimal(cityLitres),
                new BigDecimal(highwayLitres),
                FUEL_PRICE,
                true,
                1,
                createdAt,
                createdAt);
    }

    private static Rep rep(
            String id, String name, GeoPoint home, String vehicleId, Instant createdAt) {
        return new Rep(
                id,
                name,
                Rep.Status.ACTIVE,
                home,
                HOURS,
                LUNCH,
                VISITS_PER_DAY,
                Optional.of(vehicleId),
                List.of(),
                true,
                1,
                createdAt,
                createdAt);
    }
}
