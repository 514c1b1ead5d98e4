@NullMarked
package ru.t2.marshrut.stores;

import org.jspecify.annotations.NullMarked;
