package org.marshrut.llm.internal.worker;

import java.util.List;

/// A part of a constrained answer with its texts cut into tokens.
sealed interface Step {

    /// The most tokens that it adds.
    int mostTokens();

    /// Fixed text.
    record Feed(String text, Tokens tokens) implements Step {
        @Override
        public int mostTokens() {
            return tokens.size();
        }
    }

    /// One of several options.
    ///
    /// @param tokens of each option
    record Choose(String name, List<String> options, List<Tokens> tokens) implements Step {
        @Override
        public int mostTokens() {
            return tokens.stream().mapToInt(Tokens::size).max().orElse(0);
        }
    }

    /// All labels in some order.
    ///
    /// @param tokens of each label
    record Order(
            String name, List<String> labels, List<Tokens> tokens, String separator, Tokens between)
            implements Step {
        @Override
        public int mostTokens() {
            return between.size() * (tokens.size() - 1)
                    + tokens.stream().mapToInt(Tokens::size).sum();
        }
    }

    /// Free text.
    record Write(String name, int mostTokens, String stop) implements Step {}
}
