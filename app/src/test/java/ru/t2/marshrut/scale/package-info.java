/// The application with far more data than the first region has.
@NullMarked
package ru.t2.marshrut.scale;

import org.jspecify.annotations.NullMarked;
