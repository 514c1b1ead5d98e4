/// Checks a model file in Java before any native code sees it, so that a damaged or foreign file
/// gets a clear message instead of a crash.
///
/// [GgufHeader] reads the header only (a few megabytes: the vocabulary is counted, not kept) and
/// holds every number against the file's length. Source of the format: `docs/gguf.md` of the ggml
/// project.
@NullMarked
package org.marshrut.llm.internal.gguf;

import org.jspecify.annotations.NullMarked;
