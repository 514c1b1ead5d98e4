/// Stretches of a route merged in constant time.
@NullMarked
package org.marshrut.solver.internal.segment;

import org.jspecify.annotations.NullMarked;
