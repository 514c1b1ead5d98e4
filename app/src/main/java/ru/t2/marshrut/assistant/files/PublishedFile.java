package ru.t2.marshrut.assistant.files;

import java.util.List;

/// A model's file as its public repository has it.
///
/// @param bytes its size there
/// @param repository owner and name on Hugging Face
record PublishedFile(String name, long bytes, String repository) {

    static final List<PublishedFile> ALL =
            List.of(
                    new PublishedFile(
                            "qwen2-0_5b-instruct-q4_k_m.gguf",
                            397_805_024,
                            "Qwen/Qwen2-0.5B-Instruct-GGUF"),
                    new PublishedFile(
                            "Llama-3.2-1B-Instruct-Q4_K_M.gguf",
                            807_690_208,
                            "bartowski/Llama-3.2-1B-Instruct-GGUF"));
}
