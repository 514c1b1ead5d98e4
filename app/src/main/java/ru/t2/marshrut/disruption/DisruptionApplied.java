package ru.t2.marshrut.disruption;

import java.time.LocalDate;
import java.util.UUID;

/// A plan was mended; told within the transaction.
///
/// @param moved visits that got another rep or day
/// @param unplaced visits that wait now
public record DisruptionApplied(
        UUID id, String kind, LocalDate from, LocalDate to, int moved, int unplaced) {}
