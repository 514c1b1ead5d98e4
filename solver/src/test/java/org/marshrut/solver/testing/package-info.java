/// Problems and slow solvers for the tests.
@NullMarked
package org.marshrut.solver.testing;

import org.jspecify.annotations.NullMarked;
