package ru.t2.marshrut.planning;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ru.t2.marshrut.kernel.Money;

/// A step in a plan's history.
///
/// @param number from 1
/// @param changeId the same in every plan that one set of changes touched
/// @param distanceMetres of all routes of the month after it
/// @param cost of all routes of the month after it
/// @param unplacedVisits in the "to place" list after it
public record PlanVersion(
        UUID planId,
        int number,
        UUID changeId,
        Instant createdAt,
        String author,
        ChangeSet.Cause cause,
        Optional<String> comment,
        int changedVisits,
        long distanceMetres,
        Money cost,
        int unplacedVisits) {}
