package ru.t2.marshrut.platform;

import jakarta.servlet.MultipartConfigElement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/// How large an uploaded file may be.
@Configuration(proxyBeanMethods = false)
public class UploadLimit {

    /// Of one request with its files.
    public static final long BYTES = 10L << 20;

    /// Files that are larger wait on disk rather than in memory.
    private static final int MEMORY_BYTES = 64 << 10;

    @Bean
    MultipartConfigElement multipartConfigElement() {
        return new MultipartConfigElement("", BYTES, BYTES, MEMORY_BYTES);
    }

    static ApiException tooLarge() {
        return ApiException.of(HttpStatus.CONTENT_TOO_LARGE, "request_too_large", BYTES / 1024);
    }
}
