package ru.t2.marshrut.platform;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.IdempotencyFilter.KeptRequest;

/// Names a request by its method, its address and its body, so that the same one is known again. Of
/// a form the fields and files count, not how they are delimited.
final class RequestFingerprint {

    private RequestFingerprint() {}

    /// Whether the body is neither a form nor files, which the server itself reads.
    static boolean hasPlainBody(HttpServletRequest request) {
        return !isMultipart(request) && !isForm(request);
    }

    static String of(HttpServletRequest request) throws IOException, ServletException {
        var digest = sha256();
        try (var out =
                new DataOutputStream(
                        new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            write(out, request.getMethod());
            write(out, request.getRequestURI());
            write(out, request.getQueryString());
            if (request instanceof KeptRequest kept) {
                out.write(kept.body());
            } else if (isMultipart(request)) {
                for (Part part : request.getParts()) {
                    write(out, part.getName());
                    write(out, part.getSubmittedFileName());
                    out.writeLong(part.getSize());
                    try (var content = part.getInputStream()) {
                        content.transferTo(out);
                    }
                }
            } else {
                for (var field : new TreeMap<>(request.getParameterMap()).entrySet()) {
                    write(out, field.getKey());
                    write(out, String.join("\0", List.of(field.getValue())));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        byte[] bytes = Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static boolean isMultipart(HttpServletRequest request) {
        return hasType(request, "multipart/");
    }

    private static boolean isForm(HttpServletRequest request) {
        return hasType(request, "application/x-www-form-urlencoded");
    }

    private static boolean hasType(HttpServletRequest request, String prefix) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
