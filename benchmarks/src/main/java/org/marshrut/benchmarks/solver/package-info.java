/// How good and how fast the solver is: public instances, months, re-plans, peers, kernels.
///
/// [SolverBench] is the entrance, by `./run bench solver`. Every answer, ours or a peer's, is
/// recomputed by the solver's oracle.
@NullMarked
package org.marshrut.benchmarks.solver;

import org.jspecify.annotations.NullMarked;
