package org.marshrut.llm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How one model file is run.
///
/// @param name for status and messages
/// @param file the GGUF file; it need not exist yet
/// @param architecture the one that the file must have (`qwen2`, `llama`)
/// @param contextTokens the longest prompt and answer together
/// @param threads for the model's arithmetic; 1 where the other cores are busy
/// @param queueCapacity calls that may wait; a further one is refused
/// @param idleUnload unload after this long without a call; zero keeps it loaded
/// @param workerJvmOptions further options for the child JVM, after the library's own
public record LocalModelSettings(
        String name,
        Path file,
        String architecture,
        int contextTokens,
        int threads,
        int queueCapacity,
        Duration idleUnload,
        List<String> workerJvmOptions) {

    public LocalModelSettings {
        workerJvmOptions = List.copyOf(workerJvmOptions);
        if (contextTokens < 64 || threads < 1 || queueCapacity < 0 || idleUnload.isNegative()) {
            throw new IllegalArgumentException(
                    "Model %s must have a context of at least 64 tokens (%d), a thread (%d), and neither a queue (%d) nor an idle time (%s) below zero."
                            .formatted(name, contextTokens, threads, queueCapacity, idleUnload));
        }
    }
}
