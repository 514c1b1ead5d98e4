@NullMarked
package org.marshrut.llm.internal.remote;

import org.jspecify.annotations.NullMarked;
