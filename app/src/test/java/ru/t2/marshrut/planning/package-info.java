@NullMarked
package ru.t2.marshrut.planning;

import org.jspecify.annotations.NullMarked;
