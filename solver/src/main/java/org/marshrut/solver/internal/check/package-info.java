/// The oracle: recomputes a plan from the problem's records alone, slowly and obviously.
///
/// It shares no code with the search. Every plan the library hands out has been through it, and
/// every test of the search compares with it.
@NullMarked
package org.marshrut.solver.internal.check;

import org.jspecify.annotations.NullMarked;
