@NullMarked
package org.marshrut.solver.internal.move;

import org.jspecify.annotations.NullMarked;
