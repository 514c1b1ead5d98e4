package ru.t2.marshrut.routing;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.assistant.ModelName;
import ru.t2.marshrut.assistant.NamedPlace;
import ru.t2.marshrut.assistant.WishReader;
import ru.t2.marshrut.platform.AppSettings;

/// Reads the wishes in a task's notes and applies those that can be granted. Thread-safe.
@Component
class TaskReading {

    /// Reading wishes may use this part of the time a request allows.
    private static final int READING_SHARE = 4;

    private final WishReader reader;
    private final AppSettings settings;

    TaskReading(WishReader reader, AppSettings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /// @param chain who reads, in order; keywords do where nobody of them can
    /// @param budget for the whole request, of which reading takes a part
    UnderstoodTask read(RouteTask task, List<ModelName> chain, Duration budget) {
        var reading = WishReader.Reading.NOTHING;
        if (!task.notes().isEmpty()) {
            var places =
                    task.stops().stream()
                            .map(stop -> new NamedPlace(stop.id(), stop.name(), stop.address()))
                            .toList();
            reading = reader.read(task.notes(), places, chain, budget.dividedBy(READING_SHARE));
        }
        return new UnderstoodTask(GrantedWishes.of(task, reading.wishes()), reading);
    }

    /// For the whole answer: what the request says, else the default for each model asked.
    Duration budget(RouteTask task, int models) {
        return task.timeout()
                .orElseGet(() -> settings.models().timeout().multipliedBy(Math.max(1, models)));
    }
}
