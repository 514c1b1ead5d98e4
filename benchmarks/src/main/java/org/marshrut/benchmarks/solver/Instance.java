package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.util.OptionalDouble;
import org.marshrut.solver.Problem;

/// One problem to be solved, read when asked for.
///
/// @param set which set it belongs to
/// @param name unique in its set
/// @param scale units of cost in one unit of the published values
/// @param bestKnown in published units
/// @param reader reads it
record Instance(String set, String name, double scale, OptionalDouble bestKnown, Reader reader) {

    /// Reads a problem.
    interface Reader {
        Problem read() throws IOException;
    }
}
