package ru.t2.marshrut.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import ru.t2.marshrut.platform.AppSettings;

/// Tells the browser what a page may load: scripts and styles of this application only, and map
/// tiles of the server that the operator has set. Style attributes carry lengths of bars.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class SecurityHeadersFilter extends OncePerRequestFilter {

    private final String policy;

    SecurityHeadersFilter(AppSettings settings) {
        String tiles = settings.tileServer().map(SecurityHeadersFilter::origins).orElse("");
        policy =
                "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
                        + " img-src 'self' data: blob:%s; connect-src 'self'; font-src 'self' data:;"
                                .formatted(tiles)
                        + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }

    /// Exactly the hosts that tiles come from: with `{s}` the three that the map puts in its place.
    static String origins(String tileServer) {
        return Stream.of("a", "b", "c")
                .map(host -> tileServer.replace("{s}", host))
                .map(address -> URI.create(address.replaceAll("\\{[a-z]}", "0")))
                .map(address -> " " + address.getScheme() + "://" + address.getAuthority())
                .distinct()
                .collect(Collectors.joining());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        chain.doFilter(request, response);
    }
}
