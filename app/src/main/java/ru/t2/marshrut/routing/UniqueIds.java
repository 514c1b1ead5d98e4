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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// No two locations of a request may have the same id.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = UniqueIds.Rule.class)
@interface UniqueIds {

    String message() default "{field.duplicate_id}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Reports on every id that an earlier location has already.
    class Rule implements ConstraintValidator<UniqueIds, PlacesInput> {

        @Override
        public boolean isValid(@Nullable PlacesInput request, ConstraintValidatorContext context) {
            var locations = request == null ? null : request.locations();
            if (locations == null) {
                return true;
            }
            var duplicates = duplicates(locations);
            if (!duplicates.isEmpty()) {
                context.disableDefaultConstraintViolation();
            }
            for (int index : duplicates) {
                context.buildConstraintViolationWithTemplate(
                                context.getDefaultConstraintMessageTemplate())
                        .addPropertyNode("locations[" + index + "].id")
                        .addConstraintViolation();
            }
            return duplicates.isEmpty();
        }

        /// Indexes of the locations whose id an earlier one has. What else is wrong with a location
        /// is for other rules to say.
        private static List<Integer> duplicates(List<? extends @Nullable LocationInput> locations) {
            var seen = new HashSet<String>();
            var duplicates = new ArrayList<Integer>();
            for (int i = 0; i < locations.size(); i++) {
                var location = locations.get(i);
                if (location != null && location.id() != null && !seen.add(location.id())) {
                    duplicates.add(i);
                }
            }
            return duplicates;
        }
    }
}
