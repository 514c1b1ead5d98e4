/// The binding to llama.cpp's C functions.
///
/// The layouts of its structs differ from build to build and are kept as data
/// ([org.marshrut.llm.internal.ffi.Abi]); [org.marshrut.llm.internal.ffi.Llama] refuses a library
/// whose defaults are not the table's, because a wrong offset would corrupt memory in silence.
/// Nothing here may be used outside the worker process: a mistake in native code ends the process.
@NullMarked
package org.marshrut.llm.internal.ffi;

import org.jspecify.annotations.NullMarked;
