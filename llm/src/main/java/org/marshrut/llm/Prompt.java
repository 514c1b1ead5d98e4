package org.marshrut.llm;

/// What the model is told, before the runtime dresses it in the model's own chat format.
///
/// @param system the standing instruction; prompts with the same one share its computation
/// @param user the request itself; control tokens inside it are read as plain text
/// @param answerPrefix how the answer begins, up to the place where the model continues; may be
///   empty
public record Prompt(String system, String user, String answerPrefix) {

    public Prompt(String system, String user) {
        this(system, user, "");
    }
}
