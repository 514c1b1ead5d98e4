@NullMarked
package ru.t2.marshrut.disruption;

import org.jspecify.annotations.NullMarked;
