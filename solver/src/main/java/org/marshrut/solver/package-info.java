/// Route optimisation: a day, a month, a re-plan, and the public benchmark problems, all as one
/// model.
///
/// **What goes in** is a [Problem]: a [Matrix] of seconds and metres, [Visit]s (windows, service,
/// load, priority, skills, price), [Shift]s (one rep on one day: hours, places, break, limits),
/// [Pattern]s that tie the calls at one store together, [Pin]s, [Precedence]s and an [Objective] of
/// prices. **What comes out** is a [Plan]. Times are seconds of the shift's day, distances metres,
/// costs plain units of the objective. [Solver] is the entrance; everything public here is
/// immutable and safe for any number of threads.
///
/// **The algorithm on one page**
///
/// 1. *Translate.* Names become numbers, rules become flat arrays (`internal.model`). Each shift is
///    judged once: *timeless* (the clock can neither cost nor forbid), *clocked* (hard windows: the
///    clock forbids, but costs nothing) or *timed* (lateness, waiting, the end or the duration
///    cost).
/// 2. *Small days are proven.* One shift with at most twelve visits: the shortest tour by dynamic
///    programming over subsets (1); if it obeys every rule and only its arcs cost, it is optimal.
///    Otherwise forward labelling with dominance on clock and cost, bounded by a first plan, break
///    and windows and prices included (`internal.search.ExactDay`). [Plan#provenOptimal] is true
///    only then; not proven are several shifts, several calls of one store, and a free start whose
///    moment is priced or limited.
/// 3. *Construct.* Visits are inserted greedily in several orders; the calls of a store together,
///    their days chosen by dynamic programming over calls and days under the gap, or among the
///    given combinations, the cheapest insertion of every day being known (2, 3). On a single shift
///    the shortest tour is tried as well: 2-opt and Or-opt with neighbour lists, kicked and
///    annealed (4).
/// 4. *Descend.* Or-opt, exchange, 2-opt and 2-opt* between neighbours (`internal.move`), first
///    judged by their arcs, then by merged segments with time warp (5) where those say all
///    (`internal.segment`), finally by driving the changed part of the order.
/// 5. *Ruin and recreate* until the time is up: strings of neighbouring stops are taken out of
///    neighbouring routes, on one day or across days with all calls of the stores, and inserted
///    again with blinks, under simulated annealing (6); over several days, routes may carry more
///    than their capacity for a while, at a price that adapts (3). An insertion is feasible or not
///    in constant time, from earliest departures and latest readiness per position, in two states
///    each: break still to come, break taken. Where the clock costs, an order is driven from the
///    change on, and given up as soon as the unchanged rest, entered no earlier than before, cannot
///    be cheaper.
/// 6. *Check.* Whatever the search found is recomputed by the oracle (`internal.check`), which
///    shares no code with it; what is left out is explained shift by shift.
///
/// With one thread the result depends on seed and iterations only. The best plan is at hand at any
/// time. After a first round of annealing, each thread by itself, further and cooler rounds begin
/// with a child of two good plans of either thread: the routes of one around some visit, those of
/// the other elsewhere (7).
///
/// Papers: (1) Held and Karp 1962. (2) Cordeau, Gendreau and Laporte 1997 on periodic routing. (3)
/// Vidal, Crainic, Gendreau, Lahrichi and Rei 2012, pattern and insertion together. (4) Or 1976;
/// Martin, Otto and Felten 1991. (5) Vidal, Crainic, Gendreau and Prins 2013. (6) Christiaens and
/// Vanden Berghe 2020, slack induction by string removals. (7) Nagata, Bräysy and Dullaert 2010,
/// selective route exchange.
@NullMarked
package org.marshrut.solver;

import org.jspecify.annotations.NullMarked;
