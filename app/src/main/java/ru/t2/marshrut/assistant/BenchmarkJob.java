package ru.t2.marshrut.assistant;

import java.util.ArrayList;
import java.util.List;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.ModelStatus;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Usage;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.assistant.BenchTask.Told;
import ru.t2.marshrut.platform.AppSettings;
import ru.t2.marshrut.platform.JobWork;
import tools.jackson.databind.json.JsonMapper;

/// The application's own models at labelled cases, beside two controls, as a job. Models that can't
/// be asked are left out and named. Thread-safe.
@Component
class BenchmarkJob implements JobWork {

    static final String KIND = "model_benchmark";

    private final ModelCatalog models;
    private final AppSettings settings;
    private final JsonMapper json;

    BenchmarkJob(ModelCatalog models, AppSettings settings, JsonMapper json) {
        this.models = models;
        this.settings = settings;
        this.json = json;
    }

    /// What is to be measured.
    ///
    /// @param cases of each task, the first ones
    record Order(int cases) {}

    /// What came of it.
    ///
    /// @param leftOut models that could not be asked, each with its reason
    record Figures(List<BenchRow> rows, List<String> leftOut) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(Run run) {
        var order = json.treeToValue(run.job().parameters(), Order.class);
        var tasks = BenchTask.all();
        var rows = new ArrayList<BenchRow>();
        var leftOut = new ArrayList<String>();
        for (var task : tasks) {
            rows.add(control("first that may be", task, order, text -> Told.of(task.first(text))));
            rows.add(control(task.control(), task, order, text -> Told.of(task.byRule(text))));
        }
        int turns = ModelName.values().length * tasks.size();
        int turn = 0;
        for (var name : ModelName.values()) {
            var model = models.get(name);
            if (model.status().state() == ModelStatus.State.UNAVAILABLE) {
                leftOut.add(name.title() + ": " + model.status().detail());
            }
            for (var task : tasks) {
                if (run.stopRequested()) {
                    return new Result.Cancelled();
                }
                if (model.status().state() != ModelStatus.State.UNAVAILABLE) {
                    rows.add(
                            new BenchMeasurement(name.title(), task)
                                    .run(
                                            text ->
                                                    task.ask(
                                                            model,
                                                            text,
                                                            Deadline.in(
                                                                    settings.models().timeout())),
                                            order.cases(),
                                            run::stopRequested));
                }
                turn++;
                run.progress(100 * turn / turns, new Figures(rows, leftOut));
            }
        }
        return run.stopRequested()
                ? new Result.Cancelled()
                : new Result.Succeeded(new Figures(rows, leftOut));
    }

    private interface Answering {
        Told answer(String text);
    }

    private static BenchRow control(
            String reader, BenchTask task, Order order, Answering answering) {
        return new BenchMeasurement(reader, task)
                .run(
                        text -> new Answered<>(answering.answer(text), Usage.NONE),
                        order.cases(),
                        () -> false);
    }
}
