@NullMarked
package org.marshrut.llm.internal.gguf;

import org.jspecify.annotations.NullMarked;
