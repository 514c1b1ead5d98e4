package ru.t2.marshrut.assistant;

import java.util.List;
import java.util.Locale;

/// What came of asking models to put facts into words.
public sealed interface Explained {

    /// A model wrote, and every number in its sentences is one of the facts.
    ///
    /// @param pros one to three sentences
    /// @param cons one to three sentences
    record Written(ModelName model, List<String> pros, List<String> cons) implements Explained {
        public Written {
            pros = List.copyOf(pros);
            cons = List.copyOf(cons);
        }
    }

    /// Nothing that could be used was written.
    ///
    /// @param reason `unfounded_number`, `unusable_text`, or why the last model asked did not
    ///   answer
    record NotWritten(String reason) implements Explained {

        static NotWritten of(Flaw flaw) {
            return new NotWritten(flaw.name().toLowerCase(Locale.ROOT));
        }
    }

    /// What is wrong with a text.
    enum Flaw {
        /// It has a number, in digits or in words, that is none of the facts'.
        UNFOUNDED_NUMBER,
        /// It is empty, too long, cut off, in another script, or not plain text.
        UNUSABLE_TEXT
    }
}
