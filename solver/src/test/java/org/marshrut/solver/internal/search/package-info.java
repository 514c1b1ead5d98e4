@NullMarked
package org.marshrut.solver.internal.search;

import org.jspecify.annotations.NullMarked;
