package ru.t2.marshrut.assistant;

import java.util.Locale;
import org.marshrut.llm.ModelStatus;
import ru.t2.marshrut.platform.HealthSource;

/// One model's line of the health report.
record ModelHealth(ModelName model, ModelCatalog models) implements HealthSource {

    @Override
    public String name() {
        return model.id();
    }

    @Override
    public Condition condition() {
        var status = models.get(model).status();
        return new Condition(
                status.state().name().toLowerCase(Locale.ROOT),
                status.source(),
                status.detail(),
                status.state() != ModelStatus.State.UNAVAILABLE);
    }
}
