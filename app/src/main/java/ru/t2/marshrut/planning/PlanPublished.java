package ru.t2.marshrut.planning;

import java.time.YearMonth;
import java.util.UUID;

/// A month got a new plan: by generation, from a draft, or an older version came back. Told within
/// its transaction, after the [PlanChanged] of the same version.
///
/// @param visits that stand on a day
/// @param unplaced in the "to place" list
public record PlanPublished(UUID planId, YearMonth month, int version, int visits, int unplaced) {}
