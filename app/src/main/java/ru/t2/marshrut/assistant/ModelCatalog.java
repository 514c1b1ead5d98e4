package ru.t2.marshrut.assistant;

import jakarta.annotation.PreDestroy;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.marshrut.llm.LanguageModel;

/// The two models, ready to be asked. Thread-safe.
final class ModelCatalog {

    private final Map<ModelName, LanguageModel> models = new EnumMap<>(ModelName.class);

    ModelCatalog(Function<ModelName, LanguageModel> opener) {
        for (ModelName name : ModelName.values()) {
            models.put(name, opener.apply(name));
        }
    }

    LanguageModel get(ModelName name) {
        var model = models.get(name);
        if (model == null) {
            throw new IllegalStateException(
                    "Every model is in the catalog, but %s is not.".formatted(name));
        }
        return model;
    }

    @PreDestroy
    void close() {
        models.values().forEach(LanguageModel::close);
    }
}
