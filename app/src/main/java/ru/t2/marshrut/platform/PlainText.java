package ru.t2.marshrut.platform;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// Text of a line that a person can read and the database can keep: no control characters, no
/// halves of characters.
@Documented
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainText.Rule.class)
public @interface PlainText {

    String message() default "{field.plain_text}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Tells plain text from other text.
    class Rule implements ConstraintValidator<PlainText, CharSequence> {

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null || text.codePoints().allMatch(Rule::isPlain);
        }

        private static boolean isPlain(int codePoint) {
            int type = Character.getType(codePoint);
            return type != Character.CONTROL && type != Character.SURROGATE;
        }
    }
}
