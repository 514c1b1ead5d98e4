@NullMarked
package ru.t2.marshrut.roads;

import org.jspecify.annotations.NullMarked;
