/// The any-time search: construction, exact search of small days, tours, ruin and recreate.
@NullMarked
package org.marshrut.solver.internal.search;

import org.jspecify.annotations.NullMarked;
