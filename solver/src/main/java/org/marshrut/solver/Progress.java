package org.marshrut.solver;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// How far a search has come. Sent from the solving thread: hand it on, do not linger.
///
/// @param elapsed since the search began
/// @param iterations ruin-and-recreate steps so far, all threads together
/// @param bestCost total cost of the best plan so far
/// @param unassigned visits it leaves out
/// @param bound a lower bound, if one is known
/// @param plan the best plan so far, computed when asked for, by any thread, at any time
public record Progress(
        Duration elapsed,
        long iterations,
        long bestCost,
        int unassigned,
        Optional<Bound> bound,
        Supplier<Plan> plan) {}
