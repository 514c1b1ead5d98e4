package ru.t2.marshrut.assistant;

import java.net.URI;
import org.marshrut.llm.RemoteModelSettings;
import org.marshrut.llm.RemoteModels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.t2.marshrut.platform.AppSettings;
import ru.t2.marshrut.platform.HealthSource;

/// Opens the models where the settings say they are.
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    private static final int REMOTE_CONCURRENCY = 4;

    @Bean
    ModelCatalog modelCatalog(AppSettings settings) {
        var models = settings.models();
        return new ModelCatalog(name -> {
            var source = name == ModelName.QWEN ? models.qwen() : models.llama();
            return RemoteModels.open(
                    new RemoteModelSettings(
                            name.id(),
                            source.endpoint().orElse(URI.create("http://127.0.0.1:9")),
                            source.modelId(),
                            source.apiKey(),
                            REMOTE_CONCURRENCY,
                            models.queueCapacity()));
        });
    }

    @Bean
    HealthSource qwenHealth(ModelCatalog models) {
        return new ModelHealth(ModelName.QWEN, models);
    }

    @Bean
    HealthSource llamaHealth(ModelCatalog models) {
        return new ModelHealth(ModelName.LLAMA, models);
    }
}
