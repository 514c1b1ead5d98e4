package org.marshrut.llm.internal.worker;

import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Prompt;

/// How a family of models was taught to see a conversation. Control tokens come from here alone.
///
/// Sources: ChatML as in Qwen2's chat template; the prompt format of Llama 3's model card.
abstract sealed class ChatFormat {

    /// @param tokens the whole prompt up to the place where the model continues
    /// @param instructionLength how many of them come before the request, and so are the same for
    ///   every prompt with this instruction
    record Dressed(Tokens tokens, int instructionLength) {}

    private final TextTokenizer tokenizer;

    private ChatFormat(TextTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    static ChatFormat of(String architecture, TextTokenizer tokenizer) throws RefusedException {
        return switch (architecture) {
            case "qwen2" -> new ChatMl(tokenizer);
            case "llama" -> new Llama3(tokenizer);
            default ->
                    throw new RefusedException(
                            Reason.LOAD_FAILED,
                            "Architecture %s must be one of qwen2 and llama."
                                    .formatted(architecture));
        };
    }

    /// Ends the model's turn.
    abstract int endOfTurn();

    abstract void begin(Tokens prompt);

    abstract void openTurn(Tokens prompt, String role, String text);

    abstract void closeTurn(Tokens prompt);

    final Dressed dress(Prompt prompt) {
        var tokens = new Tokens();
        begin(tokens);
        if (!prompt.system().isEmpty()) {
            openTurn(tokens, "system", prompt.system());
            closeTurn(tokens);
        }
        int instructionLength = tokens.size();
        openTurn(tokens, "user", prompt.user());
        closeTurn(tokens);
        openTurn(tokens, "assistant", prompt.answerPrefix());
        return new Dressed(tokens, instructionLength);
    }

    final void text(Tokens prompt, String text) {
        prompt.append(tokenizer.plain(text));
    }

    private static final class ChatMl extends ChatFormat {
        private final int start;
        private final int end;

        ChatMl(TextTokenizer tokenizer) throws RefusedException {
            super(tokenizer);
            start = tokenizer.control("<|im_start|>");
            end = tokenizer.control("<|im_end|>");
        }

        @Override
        int endOfTurn() {
            return end;
        }

        @Override
        void begin(Tokens prompt) {}

        @Override
        void openTurn(Tokens prompt, String role, String text) {
            prompt.append(start);
            text(prompt, role + "\n");
            text(prompt, text);
        }

        @Override
        void closeTurn(Tokens prompt) {
            prompt.append(end);
            text(prompt, "\n");
        }
    }

    private static final class Llama3 extends ChatFormat {
        private final int begin;
        private final int startHeader;
        private final int endHeader;
        private final int end;

        Llama3(TextTokenizer tokenizer) throws RefusedException {
            super(tokenizer);
            begin = tokenizer.control("<|begin_of_text|>");
            startHeader = tokenizer.control("<|start_header_id|>");
            endHeader = tokenizer.control("<|end_header_id|>");
            end = tokenizer.control("<|eot_id|>");
        }

        @Override
        int endOfTurn() {
            return end;
        }

        @Override
        void begin(Tokens prompt) {
            prompt.append(begin);
        }

        @Override
        void openTurn(Tokens prompt, String role, String text) {
            prompt.append(startHeader);
            text(prompt, role);
            prompt.append(endHeader);
            text(prompt, "\n\n");
            text(prompt, text);
        }

        @Override
        void closeTurn(Tokens prompt) {
            prompt.append(end);
        }
    }
}
