package org.marshrut.solver.internal.search;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.Routes;

/// Takes strings of neighbouring stops out of neighbouring routes (*adjacent string removal*,
/// Christiaens and Vanden Berghe 2020).
///
/// Over several days it works in two ways in turn: on one day, where only the calls themselves
/// move; or across days, where all calls of the stores concerned are taken out, so that their days
/// can change. Now and then that is a whole route: strings alone seldom empty one, and how many
/// routes each day has decides much.
final class Ruin {

    private static final double AVERAGE_REMOVED = 10;
    private static final double LONGEST_STRING = 10;
    private static final double SPLIT = 0.5;
    private static final double SPLIT_DEPTH = 0.01;
    private static final double ACROSS_DAYS = 0.4;
    private static final double WHOLE_ROUTE = 0.05; // of those across days
    private static final int ABSENT_TRIED = 20;

    final int[] groups; // [groups], the first count: those with absent calls
    int count;
    private final Routes routes;
    private final Model m;
    private final Near near;
    private final Rng rng;
    private final int[] groupMark; // [groups]
    private int mark;

    Ruin(Routes routes, Near near, Rng rng) {
        this.routes = routes;
        this.near = near;
        this.rng = rng;
        m = routes.m;
        groups = new int[m.calls.length];
        groupMark = new int[m.calls.length];
    }

    void run() {
        int hadAbsent = routes.absent.count;
        count = 0;
        mark++;
        int seed = rng.below(m.n);
        boolean acrossDays = m.days > 1 && rng.unit() < ACROSS_DAYS;
        if (acrossDays && rng.unit() < WHOLE_ROUTE) {
            removeRoute(routes.shiftOf[seed]);
        } else {
            removeStrings(
                    seed, m.days > 1 && !acrossDays ? dayOf(seed) : Model.NONE, m.n - hadAbsent);
        }
        addAbsent(hadAbsent);
        if (acrossDays) {
            removeOtherCalls();
        }
    }

    private void removeRoute(int s) {
        if (s != Model.NONE) {
            for (int i = 0; i < routes.size[s]; i++) {
                addGroup(m.group[routes.order[s][i]]);
            }
            routes.remove(s, 0, routes.size[s]);
        }
    }

    /// @param day the only day concerned, or NONE
    private void removeStrings(int seed, int day, int placed) {
        double average = placed / (double) Math.max(1, routes.used());
        double longest = Math.min(LONGEST_STRING, Math.max(1, average));
        double most = 4 * AVERAGE_REMOVED / (1 + longest) - 1;
        int strings = Math.max(1, (int) (1 + rng.unit() * most));
        int done = 0;
        for (int i = -1; i < near.of[seed].length && done < strings; i++) {
            int v = i < 0 ? seed : near.of[seed][i];
            int s = routes.shiftOf[v];
            boolean wanted = s != Model.NONE && (day == Model.NONE || m.day[s] == day);
            boolean fresh = wanted && (m.shifts == 1 ? rng.unit() < 0.5 : !routes.changed(s));
            if (fresh) {
                removeString(v, s, longest);
                done++;
            }
        }
    }

    private int dayOf(int seed) {
        int s = routes.shiftOf[seed];
        return s == Model.NONE ? rng.below(m.days) : m.day[s];
    }

    private void removeString(int v, int s, double longest) {
        int size = routes.size[s];
        int most = (int) Math.min(size, longest);
        int length = 1 + rng.below(most);
        int at = routes.placeOf[v];
        int kept = 0;
        if (length > 1 && length < size && rng.unit() < SPLIT) {
            kept = 1;
            while (length + kept < size && rng.unit() > SPLIT_DEPTH) {
                kept++;
            }
        }
        int span = length + kept;
        int low = Math.max(0, at - span + 1);
        int high = Math.min(at, size - span);
        int start = low + rng.below(high - low + 1);
        int head = kept == 0 ? length : 1 + rng.below(length);
        for (int i = 0; i < span; i++) {
            if (i < head || i >= head + kept) {
                addGroup(m.group[routes.order[s][start + i]]);
            }
        }
        int tail = length - head;
        if (tail > 0) {
            routes.remove(s, start + head + kept, tail);
        }
        routes.remove(s, start, head);
    }

    private void addGroup(int g) {
        if (groupMark[g] != mark) {
            groupMark[g] = mark;
            groups[count++] = g;
        }
    }

    /// Visits that were absent before get another chance, all of them or a sample.
    private void addAbsent(int hadAbsent) {
        if (hadAbsent == 0) {
            return;
        }
        if (routes.absent.count <= ABSENT_TRIED + 20) {
            for (int i = 0; i < routes.absent.count; i++) {
                addGroup(m.group[routes.absent.visits[i]]);
            }
        } else {
            for (int i = 0; i < ABSENT_TRIED; i++) {
                addGroup(m.group[routes.absent.visits[rng.below(routes.absent.count)]]);
            }
        }
    }

    private void removeOtherCalls() {
        for (int i = 0; i < count; i++) {
            for (int v : m.calls[groups[i]]) {
                if (routes.shiftOf[v] != Model.NONE) {
                    routes.remove(routes.shiftOf[v], routes.placeOf[v], 1);
                }
            }
        }
    }
}
