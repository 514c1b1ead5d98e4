package org.marshrut.solver.internal.model;

/// How a shift's present order is driven, with its break and without: what later judgements of
/// orders that share its beginning or its end can take over. Belongs to one [Routes]; not
/// thread-safe.
final class Drive {

    static final Drive NONE = new Drive();

    int size;
    int[] ready = {}; // [size], when the rep could start
    int[] start = {}; // [size]
    int[] departure = {}; // [size]
    long[] paidBefore = {0}; // [size + 1], late and priority prices of the stops before
    int eatenGap = Model.NONE; // where the break is, NONE if it is not due
    int[] eatenReady = {}; // [size], from the break on
    long[] eatenPaidBefore = {}; // [size], from the break on
    long eatenTotal; // as total, with the break
    long total; // late and priority prices, and what the end costs at least
}
