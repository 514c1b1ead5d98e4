@NullMarked
package ru.t2.marshrut.audit;

import org.jspecify.annotations.NullMarked;
