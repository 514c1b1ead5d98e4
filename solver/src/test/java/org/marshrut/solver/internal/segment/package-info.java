@NullMarked
package org.marshrut.solver.internal.segment;

import org.jspecify.annotations.NullMarked;
