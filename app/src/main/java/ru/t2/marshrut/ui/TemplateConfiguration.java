package ru.t2.marshrut.ui;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.ResourceCodeResolver;
import java.io.IOException;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/// How templates become classes: the build does it, so that a mistake in one fails the build. Where
/// classes come without the build, as in a development environment, they are compiled at first use.
@Configuration(proxyBeanMethods = false)
class TemplateConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TemplateConfiguration.class);
    private static final String LAYOUT = "gg.jte.generated.precompiled.ui.JtelayoutGenerated";

    @Bean
    TemplateEngine templateEngine() throws IOException {
        var loader = TemplateConfiguration.class.getClassLoader();
        if (ClassUtils.isPresent(LAYOUT, loader)) {
            return TemplateEngine.createPrecompiled(null, ContentType.Html, loader);
        }
        log.info("Templates are compiled at their first use, as the build has not done it");
        var engine =
                TemplateEngine.create(
                        new ResourceCodeResolver("templates", loader),
                        Files.createTempDirectory("marshrut-templates-"),
                        ContentType.Html,
                        loader);
        engine.setTrimControlStructures(true);
        return engine;
    }
}
