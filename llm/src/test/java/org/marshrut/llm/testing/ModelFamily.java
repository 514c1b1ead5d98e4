package org.marshrut.llm.testing;

import java.util.List;

/// What differs between the two families of models besides the weights.
public enum ModelFamily {
    QWEN(
            "qwen2",
            "qwen2",
            List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
            "<|endoftext|>",
            "<|im_end|>",
            1e6f,
            1e-6f,
            """
            {% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}\
            {{ '<|im_start|>system\\nYou are a helpful assistant.<|im_end|>\\n' }}{% endif %}\
            {{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' \
            + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}\
            """),
    LLAMA(
            "llama",
            "llama-bpe",
            List.of(
                    "<|begin_of_text|>",
                    "<|end_of_text|>",
                    "<|start_header_id|>",
                    "<|end_header_id|>",
                    "<|eot_id|>"),
            "<|begin_of_text|>",
            "<|eot_id|>",
            5e5f,
            1e-5f,
            """
            {{ bos_token }}{% for message in messages %}{{ '<|start_header_id|>' + message['role'] \
            + '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}{% endfor %}\
            {% if add_generation_prompt %}\
            {{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}\
            """);

    private final String architecture;
    private final String preTokenizer;

    // Always made by List.of, which the checker cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> controlTokens;

    private final String beginToken;
    private final String endToken;
    private final float ropeBase;
    private final float normEpsilon;
    private final String chatTemplate;

    ModelFamily(
            String architecture,
            String preTokenizer,
            List<String> controlTokens,
            String beginToken,
            String endToken,
            float ropeBase,
            float normEpsilon,
            String chatTemplate) {
        this.architecture = architecture;
        this.preTokenizer = preTokenizer;
        this.controlTokens = controlTokens;
        this.beginToken = beginToken;
        this.endToken = endToken;
        this.ropeBase = ropeBase;
        this.normEpsilon = normEpsilon;
        this.chatTemplate = chatTemplate;
    }

    /// The value of `general.architecture`.
    public String architecture() {
        return architecture;
    }

    public String preTokenizer() {
        return preTokenizer;
    }

    List<String> controlTokens() {
        return controlTokens;
    }

    public String beginToken() {
        return beginToken;
    }

    /// The token that ends the model's turn.
    public String endToken() {
        return endToken;
    }

    public float ropeBase() {
        return ropeBase;
    }

    public float normEpsilon() {
        return normEpsilon;
    }

    public String chatTemplate() {
        return chatTemplate;
    }

    /// Qwen's query, key and value projections carry a bias, Llama's do not.
    public boolean hasProjectionBias() {
        return this == QWEN;
    }
}
