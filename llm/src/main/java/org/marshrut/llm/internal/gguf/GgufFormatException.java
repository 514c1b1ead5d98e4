package org.marshrut.llm.internal.gguf;

import java.nio.file.Path;

/// A model file that must not be loaded. The message names the file, the value, the rule and the
/// remedy.
public final class GgufFormatException extends Exception {

    static final String DAMAGED =
            "Maybe the file is damaged or its download incomplete; fetch it again.";
    static final String FOREIGN = "Maybe it is another kind of file; use a GGUF model file.";

    GgufFormatException(Path file, String problem, String remedy) {
        super("%s: %s %s".formatted(file, problem, remedy));
    }
}
