package org.marshrut.solver.internal.model;

/// The rules that reach across routes: patterns and precedences between days.
final class AcrossRoutes {

    private final Model m;
    private final int[] shiftOf; // [n], the routes' own array

    AcrossRoutes(Model model, int[] shiftOf) {
        m = model;
        this.shiftOf = shiftOf;
    }

    /// Whether the visit's pattern and precedences let it into the shift as everything else stands.
    boolean allows(int v, int s) {
        return patternAllows(v, m.day[s]) && precedenceAllows(v, s);
    }

    private boolean precedenceAllows(int v, int s) {
        for (int first : m.before[v]) {
            int other = shiftOf[first];
            if (other != Model.NONE && other != s && m.day[other] >= m.day[s]) {
                return false;
            }
        }
        for (int later : m.after[v]) {
            int other = shiftOf[later];
            if (other != Model.NONE && other != s && m.day[other] <= m.day[s]) {
                return false;
            }
        }
        return true;
    }

    /// Whether the visit may be on this day, given the days of the other placed calls of its group.
    boolean patternAllows(int v, int d) {
        int g = m.group[v];
        int[] calls = m.calls[g];
        if (calls.length == 1 && m.combinations[g].length == 0) {
            return true;
        }
        if (m.combinations[g].length > 0) {
            return combinationAllows(g, v, d);
        }
        int own = 0;
        while (calls[own] != v) {
            own++;
        }
        for (int k = 0; k < calls.length; k++) {
            int s = shiftOf[calls[k]];
            if (k != own && s != Model.NONE) {
                int gap = m.dayNumber[d] - m.dayNumber[m.day[s]];
                if ((k < own ? gap : -gap) < m.gapDays[g]) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean combinationAllows(int g, int v, int d) {
        int[] calls = m.calls[g];
        int[] rows = m.combinations[g];
        for (int row = 0; row < rows.length; row += calls.length) {
            boolean fits = true;
            for (int k = 0; fits && k < calls.length; k++) {
                int s = shiftOf[calls[k]];
                int wanted = calls[k] == v ? d : s == Model.NONE ? Model.NONE : m.day[s];
                fits = wanted == Model.NONE || wanted == rows[row + k];
            }
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
