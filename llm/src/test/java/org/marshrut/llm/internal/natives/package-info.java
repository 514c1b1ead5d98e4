@NullMarked
package org.marshrut.llm.internal.natives;

import org.jspecify.annotations.NullMarked;
