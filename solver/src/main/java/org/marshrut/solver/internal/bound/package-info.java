/// What no plan can cost less than, from the problem's records alone.
@NullMarked
package org.marshrut.solver.internal.bound;

import org.jspecify.annotations.NullMarked;
