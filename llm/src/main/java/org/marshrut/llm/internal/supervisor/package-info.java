/// The parent's side of a local model: a child JVM that is started on first use, watched, stopped
/// when idle and replaced when it dies.
///
/// [SupervisedModel] queues calls, [WorkerKeeper] decides when a process runs, [WorkerProcess]
/// talks to one. A deadline is kept in three layers: the child's abort callback, a cancellation
/// sent when the deadline has passed, and the end of the process if neither helped.
@NullMarked
package org.marshrut.llm.internal.supervisor;

import org.jspecify.annotations.NullMarked;
