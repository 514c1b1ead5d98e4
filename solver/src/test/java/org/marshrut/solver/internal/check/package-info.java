@NullMarked
package org.marshrut.solver.internal.check;

import org.jspecify.annotations.NullMarked;
