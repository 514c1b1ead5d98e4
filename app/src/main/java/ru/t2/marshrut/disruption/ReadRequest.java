package ru.t2.marshrut.disruption;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.assistant.ModelName;

/// A text to be read.
///
/// @param text what went wrong, in Russian or English
/// @param date the day it was written; default: today
/// @param model who reads; default: `auto`, which is Qwen, then Llama, then the keywords
@Schema(name = "DisruptionReadRequest")
record ReadRequest(
        @NotBlank @Size(max = 2_000) String text,
        @Nullable LocalDate date,
        @Schema(allowableValues = {"auto", "qwen", "llama", "rule"})
                @Pattern(regexp = "auto|qwen|llama|rule", message = "{disruption.read.model}")
                @Nullable String model) {

    List<ModelName> chain() {
        return switch (model) {
            case "rule" -> List.of();
            case "qwen" -> List.of(ModelName.QWEN);
            case "llama" -> List.of(ModelName.LLAMA);
            case null, default -> List.of(ModelName.QWEN, ModelName.LLAMA);
        };
    }
}
