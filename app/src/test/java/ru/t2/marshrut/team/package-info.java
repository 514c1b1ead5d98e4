@NullMarked
package ru.t2.marshrut.team;

import org.jspecify.annotations.NullMarked;
