@NullMarked
package org.marshrut.solver;

import org.jspecify.annotations.NullMarked;
