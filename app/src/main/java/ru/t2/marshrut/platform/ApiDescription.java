package ru.t2.marshrut.platform;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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

    /// Keeps the document the same whatever order classes are found in.
    @Bean
    OpenApiCustomizer sortedSchemas() {
        return document ->
                document.getComponents()
                        .setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
    }
}
