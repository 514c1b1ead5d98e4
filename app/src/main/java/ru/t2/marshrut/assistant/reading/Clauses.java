package ru.t2.marshrut.assistant.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts a text into pieces that each say one thing.
final class Clauses {

    /// More than anyone writes, and as many as a model is shown.
    static final int MOST = 12;

    private static final Pattern END =
            Pattern.compile(
                    "[;!?\\n]+"
                            + "|,"
                            // Not after an abbreviation (ул. Советская) nor within a time (14.30).
                            + "|(?<!(?<!\\p{L})\\p{L}{1,2})\\.(?!\\d)"
                            + "|\\s(?=(?:потом|затем|далее|но|then)\\s)"
                            // «и» joins names; it parts what has a beginning of its own.
                            + "|\\s(?:и|а|and)\\s(?=(?:не|без|обязательно|вернуться|вернись|сначала|последн\\p{L}+|в конце|в конец|закончить|skip|return|avoid|finish|пропустить|исключить)(?!\\p{L}))",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Clauses() {}

    static List<String> of(String text) {
        var clauses = new ArrayList<String>();
        for (var piece : END.split(text, -1)) {
            if (!Word.of(piece).isEmpty() && clauses.size() < MOST) {
                clauses.add(piece.strip());
            }
        }
        return List.copyOf(clauses);
    }
}
