/// Model files for tests and benchmarks, made on the spot: the right shape, seeded random weights,
/// nonsense answers. Published as this module's test-jar; free of any test framework.
@NullMarked
package org.marshrut.llm.testing;

import org.jspecify.annotations.NullMarked;
