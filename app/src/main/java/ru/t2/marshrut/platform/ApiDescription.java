package ru.t2.marshrut.platform;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The frame of the published OpenAPI document; the rest of it comes from the controllers.
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String CONVENTIONS =
            """
            JSON in snake_case, UTF-8. Coordinates are `lat`, `lon` in degrees WGS 84. Times of day are `HH:MM` in the \
            region's zone, instants ISO 8601 with offset. Distances are kilometres and durations hours with two \
            decimals, money roubles with two decimals. Errors are `application/problem+json` (RFC 9457) with `code`, \
            `trace_id` and, for bad input, `errors: [{field, message}]`; their language follows `Accept-Language` \
            (`ru`, `en`). Every answer carries `X-Request-ID`; an incoming one is kept.\
            """;

    private static final String IDEMPOTENCY =
            "Repetitions with the same key within a day are not carried out again but answered the same";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Marshrut")
                                .version("v1")
                                .description(CONVENTIONS)
                                .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")));
    }

    /// The description's own mapper knows nothing of the application's naming.
    @Bean
    ModelResolver snakeCase() {
        return new ModelResolver(
                Json.mapper()
                        .copy()
                        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    /// Free JSON is any value, not a bean with Jackson's own getters. Asked before the converters
    /// of springdoc, which fall over it.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ModelConverter freeJson() {
        return (type, context, chain) -> {
            var javaType = Json.mapper().constructType(type.getType());
            if (javaType.isTypeOrSubTypeOf(ObjectNode.class)) {
                return new ObjectSchema();
            }
            if (javaType.isTypeOrSubTypeOf(JsonNode.class)) {
                return new Schema<>();
            }
            return chain.next().resolve(type, context, chain);
        };
    }

    /// Every operation may answer with a problem, and the document is the same in whatever order
    /// classes are found.
    @Bean
    OpenApiCustomizer problemsAndOrder() {
        return document -> {
            var schemas = new TreeMap<>(document.getComponents().getSchemas());
            schemas.put("Problem", problem());
            document.getComponents().setSchemas(schemas);
            var content =
                    new Content()
                            .addMediaType(
                                    "application/problem+json",
                                    new MediaType()
                                            .schema(
                                                    new Schema<>()
                                                            .$ref("#/components/schemas/Problem")));
            document.getPaths().values().forEach(ApiDescription::describeIdempotency);
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation ->
                            operation
                                    .getResponses()
                                    .addApiResponse(
                                            "default",
                                            new ApiResponse()
                                                    .description("Problem")
                                                    .content(content)));
        };
    }

    private static void describeIdempotency(PathItem path) {
        Stream.of(path.getPost(), path.getPut(), path.getPatch(), path.getDelete())
                .filter(Objects::nonNull)
                .forEach(operation ->
                        operation.addParametersItem(
                                new HeaderParameter()
                                        .name(IdempotencyFilter.HEADER)
                                        .description(IDEMPOTENCY)
                                        .schema(new StringSchema().maxLength(200))));
    }

    private static Schema<?> problem() {
        var error =
                new ObjectSchema()
                        .addProperty("field", new StringSchema().example("locations[3].lat"))
                        .addProperty("message", new StringSchema());
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("code", new StringSchema().example("invalid_input"))
                .addProperty("trace_id", new StringSchema())
                .addProperty("errors", new ArraySchema().items(error));
    }
}
