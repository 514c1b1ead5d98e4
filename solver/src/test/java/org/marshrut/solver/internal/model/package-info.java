@NullMarked
package org.marshrut.solver.internal.model;

import org.jspecify.annotations.NullMarked;
