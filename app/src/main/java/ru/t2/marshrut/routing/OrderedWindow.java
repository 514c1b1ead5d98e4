package ru.t2.marshrut.routing;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// A location's window must not end before it starts.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OrderedWindow.Rule.class)
@interface OrderedWindow {

    String message() default "{field.window_order}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Reports on the window's end.
    class Rule implements ConstraintValidator<OrderedWindow, LocationInput> {

        @Override
        public boolean isValid(
                @Nullable LocationInput location, ConstraintValidatorContext context) {
            if (location == null || !location.windowEnd().isBefore(location.windowStart())) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(
                            context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("timeWindowEnd")
                    .addConstraintViolation();
            return false;
        }
    }
}
