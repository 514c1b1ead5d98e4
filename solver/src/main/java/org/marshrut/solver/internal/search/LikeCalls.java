package org.marshrut.solver.internal.search;

import org.marshrut.solver.internal.model.Model;

/// Which calls of a store are so alike that what is known of one holds for the next.
final class LikeCalls {

    final boolean[] likePrevious; // [n], as the call before it in its group
    final int[] first; // [n], the earliest call of the group that all since are like

    LikeCalls(Model m) {
        likePrevious = new boolean[m.n];
        first = new int[m.n];
        for (int[] calls : m.calls) {
            first[calls[0]] = calls[0];
            for (int k = 1; k < calls.length; k++) {
                boolean alike = alike(m, calls[k - 1], calls[k]);
                likePrevious[calls[k]] = alike;
                first[calls[k]] = alike ? first[calls[k - 1]] : calls[k];
            }
        }
    }

    private static boolean alike(Model m, int a, int b) {
        boolean same =
                m.location[a] == m.location[b]
                        && m.service[a] == m.service[b]
                        && m.load[a] == m.load[b]
                        && m.priority[a] == m.priority[b]
                        && m.district[a] == m.district[b]
                        && m.preferredRep[a] == m.preferredRep[b]
                        && m.otherRepCost[a] == m.otherRepCost[b]
                        && m.referenceDay[a] == Model.NONE
                        && m.referenceDay[b] == Model.NONE
                        && m.pinPlace[a] == Model.ANYWHERE
                        && m.pinPlace[b] == Model.ANYWHERE
                        && !m.precedences;
        for (int d = 0; same && d < m.days; d++) {
            same = sameWindows(m, a * m.days + d, b * m.days + d);
        }
        for (int s = 0; same && s < m.shifts; s++) {
            same = m.allows(a, s) == m.allows(b, s);
        }
        return same;
    }

    private static boolean sameWindows(Model m, int i, int j) {
        boolean same = m.windowCount[i] == m.windowCount[j];
        for (int w = 0; same && w < m.windowCount[i]; w++) {
            same =
                    m.windowFrom[m.windowOffset[i] + w] == m.windowFrom[m.windowOffset[j] + w]
                            && m.windowTo[m.windowOffset[i] + w]
                                    == m.windowTo[m.windowOffset[j] + w];
        }
        return same;
    }
}
