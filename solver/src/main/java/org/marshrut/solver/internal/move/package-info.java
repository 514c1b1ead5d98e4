/// The moves of the local search, one to a file.
@NullMarked
package org.marshrut.solver.internal.move;

import org.jspecify.annotations.NullMarked;
