/// The problem on flat arrays: numbers instead of names.
@NullMarked
package org.marshrut.solver.internal.model;

import org.jspecify.annotations.NullMarked;
