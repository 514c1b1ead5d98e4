package ru.t2.marshrut.assistant;

import org.marshrut.llm.Deadline;
import org.marshrut.llm.ModelStatus;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.AppSettings;

/// Loads the models once the application is ready, if it is told to; one after the other, and
/// without making anybody wait.
@Component
class ModelPreload {

    private static final Logger log = LoggerFactory.getLogger(ModelPreload.class);

    private final ModelCatalog models;
    private final AppSettings settings;

    ModelPreload(ModelCatalog models, AppSettings settings) {
        this.models = models;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void load() {
        if (settings.models().preload()) {
            Thread.ofVirtual()
                    .name("model-preload")
                    .start(() -> {
                        for (var name : ModelName.values()) {
                            load(name);
                        }
                    });
        }
    }

    private void load(ModelName name) {
        switch (models.get(name).load(Deadline.in(settings.models().timeout()))) {
            case Answered<ModelStatus> _ -> log.info("{} is loaded", name.id());
            case Failed<ModelStatus>(var failure) ->
                    log.warn("{} is not loaded: {}", name.id(), failure.detail());
        }
    }
}
