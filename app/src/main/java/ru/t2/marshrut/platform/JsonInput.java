package ru.t2.marshrut.platform;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Turns JSON trees into records that keep their rules, with the same problems as a request's body.
/// Thread-safe.
@Component
public class JsonInput {

    private static final String VERSION = "version";

    private final JsonMapper json;
    private final Validator validator;
    private final JsonProblems problems;

    JsonInput(JsonMapper json, Validator validator, JsonProblems problems) {
        this.json = json;
        this.validator = validator;
        this.problems = problems;
    }

    /// The body of a `PATCH`: a merge patch and the version it was made for.
    ///
    /// @param changes without the version
    public record Patch(int version, ObjectNode changes) {}

    /// Takes the version, which must be there, out of a patch.
    ///
    /// @throws ApiException naming `version` if it is missing or not a whole number
    public Patch patch(ObjectNode body) {
        var version = body.get(VERSION);
        if (version == null || !version.canConvertToInt() || !version.isIntegralNumber()) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of(VERSION, "field.version_needed")));
        }
        var changes = body.deepCopy();
        changes.remove(VERSION);
        return new Patch(version.asInt(), changes);
    }

    /// The record that a JSON merge patch (RFC 7396) makes of the current one: what is absent
    /// stays, `null` takes away, lists are replaced as a whole.
    ///
    /// @param current of the same type, in the words of the API
    /// @throws ApiException naming each field of the result that breaks a rule
    public <T> T merged(T current, ObjectNode patch, Class<T> type) {
        var target = (ObjectNode) json.valueToTree(current);
        merge(target, patch);
        return read(target, type);
    }

    /// The record that a tree stands for.
    ///
    /// @throws ApiException naming each field that breaks a rule
    public <T> T read(JsonNode tree, Class<T> type) {
        T record;
        try {
            record = json.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw problems.of(e);
        }
        var wrong = problems(record);
        if (!wrong.isEmpty()) {
            throw ApiException.invalidInput(wrong);
        }
        return record;
    }

    /// The rules of its annotations that a record breaks, in order of field; messages are in the
    /// language of the request.
    public List<FieldProblem> problems(Object record) {
        return validator.validate(record).stream()
                .map(violation -> FieldProblem.ofText(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldProblem::field))
                .toList();
    }

    private static String field(ConstraintViolation<Object> violation) {
        return JsonFieldPath.of(
                violation.getRootBeanClass(), violation.getPropertyPath().toString());
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (var field : patch.properties()) {
            if (field.getValue() instanceof ObjectNode inner
                    && target.get(field.getKey()) instanceof ObjectNode known) {
                merge(known, inner);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }
}
