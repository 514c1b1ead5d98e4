@NullMarked
package org.marshrut.llm.internal.ffi;

import org.jspecify.annotations.NullMarked;
