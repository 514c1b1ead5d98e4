package ru.t2.marshrut.tracking;

import java.time.Instant;
import java.util.UUID;

/// A rep will probably be late at a stop; told within the transaction that found it.
///
/// @param lateMinutes after the end of the store's window, or of the plan without one
public record LatenessExpected(
        UUID visitId, String storeId, String repId, Instant expectedAt, int lateMinutes) {}
