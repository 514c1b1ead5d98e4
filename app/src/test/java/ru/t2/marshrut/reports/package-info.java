@NullMarked
package ru.t2.marshrut.reports;

import org.jspecify.annotations.NullMarked;
