/// The process that runs one model file: its main class, what it says over its pipes, and
/// inference.
///
/// Runs in a small JVM of its own, because a fault in native code ends the process it happens in.
/// Nothing here needs more than the JDK and this library's own classes. [Worker] owns the pipes,
/// [Engine] answers requests, [TokenMemory] keeps computed prefixes, the slot classes decode under
/// masks. One thread computes; another only listens, so that a cancellation is heard meanwhile.
@NullMarked
package org.marshrut.llm.internal.worker;

import org.jspecify.annotations.NullMarked;
