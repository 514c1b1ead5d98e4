/// Finds the shared objects of llama.cpp on this machine, newest build first, without loading them.
@NullMarked
package org.marshrut.llm.internal.natives;

import org.jspecify.annotations.NullMarked;
