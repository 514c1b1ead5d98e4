package ru.t2.marshrut.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;

/// Refuses the character U+0000, which PostgreSQL can't keep or compare, wherever text comes in: in
/// JSON here, in parameters by [#check]. Thread-safe.
@JacksonComponent
class CleanText extends StdDeserializer<String> {

    private static final char NUL = 0;

    CleanText() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && text.indexOf(NUL) >= 0) {
            throw context.weirdStringException(text, String.class, "U+0000");
        }
        return text;
    }

    /// @throws ApiException naming the parameter
    static void check(String parameter, String... values) {
        for (String value : values) {
            if (value.indexOf(NUL) >= 0) {
                throw ApiException.invalidInput(
                        List.of(FieldProblem.of(parameter, "field.plain_text")));
            }
        }
    }
}
