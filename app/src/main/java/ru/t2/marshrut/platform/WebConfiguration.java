package ru.t2.marshrut.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The clock and the languages of answers.
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /// The only source of the current time; in the region's zone.
    @Bean
    Clock clock(AppSettings settings) {
        return Clock.system(settings.zone());
    }

    @Bean
    LocaleResolver localeResolver() {
        return new RequestLanguage();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(
                new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(
                            HttpServletRequest request,
                            HttpServletResponse response,
                            Object handler) {
                        String query = request.getQueryString();
                        if (query != null && query.contains("%00")) {
                            request.getParameterMap().forEach(CleanText::check);
                        }
                        return true;
                    }
                });
    }
}
