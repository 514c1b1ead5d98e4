@NullMarked
package org.marshrut.llm.internal.supervisor;

import org.jspecify.annotations.NullMarked;
