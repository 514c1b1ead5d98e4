package org.marshrut.solver.internal.model;

/// Load above the capacity of shifts, which a search may pass through at a price.
///
/// Where routes are full to the brim, what is within capacity lies apart, and single stops cannot
/// change places one after the other. While overload is allowed, a route may take one visit more
/// than it has room for; it costs by the unit. While it is not, there is none. Belongs to one
/// [Routes]; not thread-safe.
public final class Overload {

    private final Model m;
    private final long[] load; // [shifts], the routes' own array
    private final long[] over; // [shifts]
    private long overInAll;
    private boolean allowed;
    private double price; // per unit

    Overload(Model model, long[] load) {
        m = model;
        this.load = load;
        over = new long[m.shifts];
    }

    /// Whether it is allowed now.
    public boolean allowed() {
        return allowed;
    }

    void allow(boolean value) {
        allowed = value;
    }

    /// Price of a unit, in units of cost.
    public double price() {
        return price;
    }

    /// Sets the price of a unit.
    public void price(double value) {
        price = value;
    }

    /// Takes note of a shift's load.
    void refresh(int s) {
        long now = Math.max(0, load[s] - m.capacity[s]);
        overInAll += now - over[s];
        over[s] = now;
    }

    /// Whether every route is within its capacity.
    public boolean none() {
        return overInAll == 0;
    }

    /// Price of all there is.
    long cost() {
        return (long) (price * overInAll);
    }

    /// What a shift may carry as it is judged now.
    long limit(int s) {
        return allowed ? Long.MAX_VALUE : m.capacity[s];
    }

    /// Whether the visit is more than the shift has room for.
    public boolean exceeds(int v, int s) {
        return load[s] + m.load[v] > m.capacity[s];
    }

    /// Whether the visit may come in, as far as its load is concerned.
    public boolean admits(int v, int s) {
        return allowed ? load[s] <= m.capacity[s] && m.load[v] <= m.capacity[s] : !exceeds(v, s);
    }

    /// Price of the overload that the visit would bring; 0 while none is allowed.
    public long costOf(int v, int s) {
        if (!allowed) {
            return 0;
        }
        long more = load[s] + m.load[v] - m.capacity[s];
        return more <= 0 ? 0 : (long) (price * Math.min(more, m.load[v]));
    }
}
