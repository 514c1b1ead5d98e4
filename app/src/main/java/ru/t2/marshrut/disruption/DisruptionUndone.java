package ru.t2.marshrut.disruption;

import java.time.LocalDate;
import java.util.UUID;

/// A mended plan is as it was before; told within the transaction.
public record DisruptionUndone(UUID id, String kind, LocalDate from, LocalDate to) {}
