package ru.t2.marshrut.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Names fields as the client wrote them: `locations[3].time_window_start`, not as Java calls them.
final class JsonFieldPath {

    private JsonFieldPath() {}

    /// The path on which Jackson failed; `$` is the body as a whole.
    static String of(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "$" : path.toString();
    }

    /// A Java property path below a record, translated component by component.
    static String of(Class<?> root, String javaPath) {
        var segments = new ArrayList<String>();
        Class<?> type = root;
        for (String segment : javaPath.split("\\.", -1)) {
            int bracket = segment.indexOf('[');
            String property = bracket < 0 ? segment : segment.substring(0, bracket);
            String index = bracket < 0 ? "" : segment.substring(bracket);
            var component = component(type, property);
            segments.add(
                    component.map(JsonFieldPath::jsonName).orElseGet(() -> snakeCase(property))
                            + index);
            type = component.map(JsonFieldPath::elementType).orElse(null);
        }
        return String.join(".", segments);
    }

    /// The word of the API's description for a type: `number`, `time`, `list` …
    static String kindOf(Class<?> type) {
        if (type == LocalTime.class) {
            return "time";
        }
        if (type == LocalDate.class) {
            return "date";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "boolean";
        }
        if (type == Integer.class
                || type == int.class
                || type == Long.class
                || type == long.class) {
            return "integer";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "list";
        }
        return type == String.class || type.isEnum() ? "string" : "object";
    }

    /// The words an enumeration takes, as in `car, taxi, bus, walk`.
    static String allowedValues(Class<?> enumeration) {
        return Arrays.stream(enumeration.getFields())
                .filter(Field::isEnumConstant)
                .map(field ->
                        Optional.ofNullable(field.getAnnotation(JsonProperty.class))
                                .map(JsonProperty::value)
                                .orElseGet(field::getName))
                .collect(Collectors.joining(", "));
    }

    private static Optional<RecordComponent> component(@Nullable Class<?> type, String name) {
        RecordComponent @Nullable [] components = type == null ? null : type.getRecordComponents();
        return components == null
                ? Optional.empty()
                : Arrays.stream(components)
                        .filter(component -> component.getName().equals(name))
                        .findFirst();
    }

    private static @Nullable Class<?> elementType(RecordComponent component) {
        if (component.getGenericType() instanceof ParameterizedType generic
                && List.class.isAssignableFrom(component.getType())
                && generic.getActualTypeArguments()[0] instanceof Class<?> element) {
            return element;
        }
        return component.getType();
    }

    private static String jsonName(RecordComponent component) {
        var annotation = component.getAccessor().getAnnotation(JsonProperty.class);
        return annotation == null || annotation.value().isEmpty()
                ? snakeCase(component.getName())
                : annotation.value();
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
