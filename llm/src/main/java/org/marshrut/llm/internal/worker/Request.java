package org.marshrut.llm.internal.worker;

import java.util.List;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;

/// What the parent process asks of a worker. One request is in work at a time; a cancellation
/// overtakes it.
public sealed interface Request {

    /// Loads the model; the first request, once.
    ///
    /// @param build of the native library, as [org.marshrut.llm.internal.ffi.Abi] names it
    record Open(
            String libraryDirectory,
            String library,
            String build,
            String modelFile,
            String architecture,
            int contextTokens,
            int threads)
            implements Request {}

    /// Asks for label scores.
    ///
    /// @param allowedNanos from receipt; clocks need not agree
    record Score(int id, long allowedNanos, List<Prompt> prompts, List<String> labels)
            implements Request {
        public Score {
            prompts = List.copyOf(prompts);
            labels = List.copyOf(labels);
        }
    }

    /// Asks for a constrained answer.
    ///
    /// @param allowedNanos from receipt
    record Fill(int id, long allowedNanos, Prompt prompt, List<Part> parts) implements Request {
        public Fill {
            parts = List.copyOf(parts);
        }
    }

    /// Stops the request with this id if it is still in work.
    record Cancel(int id) implements Request {}
}
