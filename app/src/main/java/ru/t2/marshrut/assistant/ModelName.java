package ru.t2.marshrut.assistant;

import com.fasterxml.jackson.annotation.JsonValue;

/// The two models. There is no third.
public enum ModelName {
    QWEN("qwen", "Qwen2-0.5B-Instruct", "qwen2", "Qwen/Qwen2-0.5B-Instruct-GGUF"),
    LLAMA("llama", "Llama-3.2-1B-Instruct", "llama", "bartowski/Llama-3.2-1B-Instruct-GGUF");

    private final String id;
    private final String title;
    private final String architecture;
    private final String repository;

    ModelName(String id, String title, String architecture, String repository) {
        this.id = id;
        this.title = title;
        this.architecture = architecture;
        this.repository = repository;
    }

    /// The word in the API, in the database and in logs.
    @JsonValue
    public String id() {
        return id;
    }

    /// What people call it.
    public String title() {
        return title;
    }

    /// What a GGUF file of it says of itself.
    String architecture() {
        return architecture;
    }

    /// The public repository on Hugging Face that has the file.
    public String repository() {
        return repository;
    }
}
