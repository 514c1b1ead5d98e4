package ru.t2.marshrut.assistant;

import java.net.URI;
import java.util.List;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.LocalModelSettings;
import org.marshrut.llm.LocalModels;
import org.marshrut.llm.RemoteModelSettings;
import org.marshrut.llm.RemoteModels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.t2.marshrut.platform.AppSettings;
import ru.t2.marshrut.platform.AppSettings.ModelSource;
import ru.t2.marshrut.platform.HealthSource;
import ru.t2.marshrut.platform.Processor;

/// Opens the models where the settings say they are.
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    /// Room for the longest prompt we make and its answer.
    private static final int CONTEXT_TOKENS = 2048;

    @Bean
    LocalModels localModels(Processor processor) {
        return new LocalModels(new QuietStart(processor));
    }

    @Bean
    ModelCatalog modelCatalog(AppSettings settings, LocalModels local) {
        return new ModelCatalog(name -> open(name, settings.models(), local));
    }

    @Bean
    HealthSource qwenHealth(ModelCatalog models) {
        return new ModelHealth(ModelName.QWEN, models);
    }

    @Bean
    HealthSource llamaHealth(ModelCatalog models) {
        return new ModelHealth(ModelName.LLAMA, models);
    }

    private static LanguageModel open(
            ModelName name, AppSettings.Models settings, LocalModels local) {
        var source =
                switch (name) {
                    case QWEN -> settings.qwen();
                    case LLAMA -> settings.llama();
                };
        return source.endpoint()
                .map(endpoint -> RemoteModels.open(remote(name, endpoint, source, settings)))
                .orElseGet(() -> local.open(local(name, source, settings)));
    }

    private static RemoteModelSettings remote(
            ModelName name, URI endpoint, ModelSource source, AppSettings.Models settings) {
        return new RemoteModelSettings(
                name.id(),
                endpoint,
                source.modelId(),
                source.apiKey(),
                source.concurrency(),
                settings.queueCapacity());
    }

    private static LocalModelSettings local(
            ModelName name, ModelSource source, AppSettings.Models settings) {
        return new LocalModelSettings(
                name.id(),
                settings.folder().resolve(source.modelId()),
                name.architecture(),
                CONTEXT_TOKENS,
                settings.threads(),
                settings.queueCapacity(),
                settings.idleUnload(),
                List.of());
    }
}
