/// Marshrut: plans and follows the field work of a retail team.
@NullMarked
package ru.t2.marshrut;

import org.jspecify.annotations.NullMarked;
