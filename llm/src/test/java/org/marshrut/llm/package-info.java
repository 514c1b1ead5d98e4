@NullMarked
package org.marshrut.llm;

import org.jspecify.annotations.NullMarked;
