@NullMarked
package org.marshrut.llm.internal.worker;

import org.jspecify.annotations.NullMarked;
