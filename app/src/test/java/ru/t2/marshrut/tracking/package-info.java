@NullMarked
package ru.t2.marshrut.tracking;

import org.jspecify.annotations.NullMarked;
