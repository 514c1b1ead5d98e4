package ru.t2.marshrut.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.VisitStatus;

/// A visit's status with what is known of it.
///
/// @param status an open one with an arrival: the visit is under way; without: there is no fact
/// @param reason why it was skipped
public record FactState(
        VisitStatus status,
        @Nullable Instant arrivedAt,
        @Nullable Instant leftAt,
        @Nullable String reason,
        @Nullable String note) {}
