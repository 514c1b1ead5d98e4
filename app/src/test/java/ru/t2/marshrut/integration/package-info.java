/// What other systems get, seen over real connections.
@NullMarked
package ru.t2.marshrut.integration;

import org.jspecify.annotations.NullMarked;
