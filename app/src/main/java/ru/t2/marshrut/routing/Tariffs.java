package ru.t2.marshrut.routing;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.roads.TransportMode;
import ru.t2.marshrut.team.Team;

/// Finds out what travelling costs as a request says it. Thread-safe.
@Component
class Tariffs {

    private final Team team;

    Tariffs(Team team) {
        this.team = team;
    }

    /// A price and a vehicle matter to cars alone.
    ///
    /// @param prefix of the two fields' paths, as in `constraints.`
    /// @param problems gets one if both are given or there is no such vehicle
    Tariff of(
            TransportMode mode,
            @Nullable BigDecimal fuelRate,
            @Nullable String vehicleId,
            String prefix,
            List<FieldProblem> problems) {
        if (fuelRate != null && vehicleId != null) {
            problems.add(
                    FieldProblem.of(
                            prefix + "fuel_rate", "field.one_of", "vehicle_id", "fuel_rate"));
        }
        return switch (mode) {
            case TAXI -> Tariff.taxi();
            case BUS -> Tariff.bus();
            case WALK -> Tariff.onFoot();
            case CAR -> car(fuelRate, vehicleId, prefix, problems);
        };
    }

    private Tariff car(
            @Nullable BigDecimal fuelRate,
            @Nullable String vehicleId,
            String prefix,
            List<FieldProblem> problems) {
        if (fuelRate != null) {
            return Tariff.car(fuelRate);
        }
        if (vehicleId == null) {
            return Tariff.car();
        }
        var vehicle = team.findVehicle(vehicleId);
        if (vehicle.isEmpty()) {
            problems.add(
                    FieldProblem.of(prefix + "vehicle_id", "field.unknown_vehicle", vehicleId));
        }
        return vehicle.map(Tariff::ofVehicle).orElseGet(Tariff::car);
    }
}
