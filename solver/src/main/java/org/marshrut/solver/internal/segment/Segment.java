package org.marshrut.solver.internal.segment;

/// A stretch of a route as seen from outside: what it costs in time, whenever it is entered.
///
/// Merging two stretches is constant time and associative (Vidal, Crainic, Gendreau and Prins 2013,
/// "A hybrid genetic algorithm with adaptive diversity management for a large class of vehicle
/// routing problems with time-windows"). *Time warp* is the lateness that would have to be undone
/// for every window to be met. Mutable so that the search need not allocate; not thread-safe.
public final class Segment {

    private int durationSeconds; // service, travel and unavoidable waiting inside
    private int timeWarpSeconds;
    private int earliestSeconds; // entering earlier only adds waiting
    private int latestSeconds; // entering later adds time warp
    private long load;
    private int first; // location the stretch begins at
    private int last; // location it ends at

    /// One stop, or the start or end of a route.
    public Segment single(int location, int service, int earliest, int latest, long itsLoad) {
        durationSeconds = service;
        timeWarpSeconds = 0;
        earliestSeconds = earliest;
        latestSeconds = latest;
        load = itsLoad;
        first = location;
        last = location;
        return this;
    }

    /// The first stretch, `way` seconds of travel, the second stretch. The target may be one of
    /// them.
    public Segment merge(Segment a, int way, Segment b) {
        int inside = a.durationSeconds - a.timeWarpSeconds + way;
        int wait = Math.max(0, b.earliestSeconds - inside - a.latestSeconds);
        int warp = Math.max(0, a.earliestSeconds + inside - b.latestSeconds);
        int duration = a.durationSeconds + b.durationSeconds + way + wait;
        int timeWarp = a.timeWarpSeconds + b.timeWarpSeconds + warp;
        int earliest = Math.max(b.earliestSeconds - inside, a.earliestSeconds) - wait;
        int latest = Math.min(b.latestSeconds - inside, a.latestSeconds) + warp;
        int begin = a.first;
        int end = b.last;
        load = a.load + b.load;
        durationSeconds = duration;
        timeWarpSeconds = timeWarp;
        earliestSeconds = earliest;
        latestSeconds = latest;
        first = begin;
        last = end;
        return this;
    }

    /// Service, travel and waiting, if entered at the best moment.
    public int durationSeconds() {
        return durationSeconds;
    }

    /// Lateness that cannot be avoided.
    public int timeWarpSeconds() {
        return timeWarpSeconds;
    }

    /// Start of the span of entering times with the least duration and time warp.
    public int earliestSeconds() {
        return earliestSeconds;
    }

    /// End of that span.
    public int latestSeconds() {
        return latestSeconds;
    }

    public long load() {
        return load;
    }

    /// Where the stretch begins.
    public int firstLocation() {
        return first;
    }

    /// Where the stretch ends.
    public int lastLocation() {
        return last;
    }
}
