package ru.t2.marshrut.team;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import ru.t2.marshrut.kernel.Money;

/// A car of the team, as far as its fuel costs.
///
/// @param plate registration number; no two vehicles have the same
/// @param litresPer100KmCity fuel burnt inside settlements, two decimals
/// @param litresPer100KmHighway fuel burnt outside, two decimals
/// @param fuelPrice of one litre
/// @param synthetic made up for a demonstration
/// @param version 1 when new, one more with each change
public record Vehicle(
        String id,
        String name,
        Optional<String> plate,
        BigDecimal litresPer100KmCity,
        BigDecimal litresPer100KmHighway,
        Money fuelPrice,
        boolean synthetic,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
