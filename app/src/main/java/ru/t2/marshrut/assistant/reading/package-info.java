/// What code reads in free Russian or English text without a model: words, names of places, times.
/// Internal to the assistant.
@NullMarked
package ru.t2.marshrut.assistant.reading;

import org.jspecify.annotations.NullMarked;
