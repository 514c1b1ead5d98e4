package org.marshrut.llm.internal.worker;

import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.internal.ffi.LlamaModel;

/// Cuts text into tokens, reading the spelling of control tokens as plain text.
///
/// Long text is tokenised in pieces: the older build's tokenizer is recursive and overflows its
/// stack on a run of some ten thousand letters. A piece ends before a space that follows a letter
/// or digit, where tokens never join; only a run without such a place is cut anywhere.
final class TextTokenizer {

    private static final int LONGEST_PIECE_CHARS = 1000;

    private final LlamaModel model;

    TextTokenizer(LlamaModel model) {
        this.model = model;
    }

    Tokens plain(String text) {
        if (text.length() <= LONGEST_PIECE_CHARS) {
            return text.isEmpty() ? new Tokens() : new Tokens(model.tokenize(text, false));
        }
        var tokens = new Tokens();
        int start = 0;
        while (start < text.length()) {
            int end = endOfPiece(text, start);
            tokens.append(new Tokens(model.tokenize(text.substring(start, end), false)));
            start = end;
        }
        return tokens;
    }

    private static int endOfPiece(String text, int start) {
        int furthest = start + LONGEST_PIECE_CHARS;
        if (furthest >= text.length()) {
            return text.length();
        }
        for (int end = furthest; end > start + LONGEST_PIECE_CHARS / 2; end--) {
            if (text.charAt(end) == ' ' && Character.isLetterOrDigit(text.charAt(end - 1))) {
                return end;
            }
        }
        return Character.isLowSurrogate(text.charAt(furthest)) ? furthest - 1 : furthest;
    }

    /// A control token by its spelling.
    int control(String spelling) throws RefusedException {
        var tokens = model.tokenize(spelling, true);
        if (tokens.length != 1) {
            throw new RefusedException(
                    Reason.LOAD_FAILED,
                    "The vocabulary must have the control token %s. Maybe the file is not an instruct model."
                            .formatted(spelling));
        }
        return tokens[0];
    }
}
