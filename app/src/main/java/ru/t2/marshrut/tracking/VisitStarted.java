package ru.t2.marshrut.tracking;

import java.time.Instant;
import java.util.UUID;

/// A rep has arrived at a store; told within the transaction.
public record VisitStarted(UUID visitId, String storeId, String repId, Instant arrivedAt) {}
