/// Speed, memory and judgement of the language models, measured on the real native runtime.
///
/// [FullSizeModels] makes the files, [ModelSpeed] compares the library with a native program on the
/// same shared objects.
@NullMarked
package org.marshrut.benchmarks.models;

import org.jspecify.annotations.NullMarked;
