package org.marshrut.benchmarks.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes the full-size files: `FullSizeModels TOKENIZERS FOLDER`; see
/// `scripts/make-full-size-models`, which fetches the vocabularies.
final class FullSizeModels {

    private FullSizeModels() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("Usage: FullSizeModels TOKENIZERS FOLDER");
            System.exit(2);
        }
        var tokenizers = Path.of(arguments[0]);
        var folder = Files.createDirectories(Path.of(arguments[1]));
        for (var model : FullSizeModel.values()) {
            var file = model.write(tokenizers, folder);
            System.out.printf("%s: %,d bytes%n", file, Files.size(file));
        }
    }
}
