package org.marshrut.solver.internal.model;

import java.util.Arrays;

/// The visits that are in no route, and what that costs. Belongs to one [Routes]; not thread-safe.
public final class Absent {

    public final int[] visits; // [n], the first count, in any order
    public int count;
    private final int[] at; // [n], index in visits, if absent
    private final long[] price; // [n], the model's
    private final long[] searchPrice; // [n]
    private long priceInAll;
    private long searchPriceInAll;

    /// All visits are absent.
    Absent(Model m) {
        visits = new int[m.n];
        at = new int[m.n];
        price = m.price;
        searchPrice = m.price.clone();
        for (int v = 0; v < m.n; v++) {
            add(v);
        }
    }

    /// Those that are absent now; a copy.
    public int[] now() {
        return Arrays.copyOf(visits, count);
    }

    /// True price of all.
    long price() {
        return priceInAll;
    }

    /// The search's own, milder price of all.
    long searchPrice() {
        return searchPriceInAll;
    }

    /// Sets the search's price of leaving a visit out.
    public void searchPrice(int v, long value) {
        if (at[v] < count && visits[at[v]] == v) {
            searchPriceInAll += value - searchPrice[v];
        }
        searchPrice[v] = value;
    }

    void add(int v) {
        at[v] = count;
        visits[count++] = v;
        priceInAll += price[v];
        searchPriceInAll += searchPrice[v];
    }

    void remove(int v) {
        int hole = at[v];
        int last = visits[--count];
        visits[hole] = last;
        at[last] = hole;
        priceInAll -= price[v];
        searchPriceInAll -= searchPrice[v];
    }
}
