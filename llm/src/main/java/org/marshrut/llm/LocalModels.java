package org.marshrut.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.marshrut.llm.internal.natives.NativeLibrary;
import org.marshrut.llm.internal.supervisor.FairGate;
import org.marshrut.llm.internal.supervisor.NativeSource;
import org.marshrut.llm.internal.supervisor.SupervisedModel;
import org.marshrut.llm.internal.supervisor.WorkerLauncher;

/// The model files of this machine.
///
/// Each opened model runs in a process of its own; computations of all of them take turns, because
/// two at once would slow each other down far more than by half. Nothing is loaded and no native
/// library is looked for before the first use: opening never fails for want of a file. Thread-safe.
public final class LocalModels implements AutoCloseable {

    private final NativeSource natives;
    private final ComputePermit permit;
    private final WorkerLauncher launcher = new WorkerLauncher();
    private final FairGate processor = new FairGate();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("llm-timer").factory());
    private final List<SupervisedModel> models = new ArrayList<>();
    private boolean closed;

    /// Looks for the native library as [NativeLibrary#locate] describes.
    public LocalModels() {
        this(ComputePermit.FREE);
    }

    /// The same for an application that shares the processor with its models.
    ///
    /// @param permit asked for before each computation, and given back after it
    public LocalModels(ComputePermit permit) {
        this(NativeLibrary::locate, permit);
    }

    /// Takes the native library from elsewhere, such as one build of several to compare.
    public LocalModels(NativeSource natives) {
        this(natives, ComputePermit.FREE);
    }

    private LocalModels(NativeSource natives, ComputePermit permit) {
        this.natives = natives;
        this.permit = permit;
    }

    /// Opens a model; the file is looked for at each call, so it may come later.
    ///
    /// @throws IllegalStateException after [#close]
    public synchronized LanguageModel open(LocalModelSettings settings) {
        if (closed) {
            throw new IllegalStateException(
                    "Model %s can't be opened: the local models are closed."
                            .formatted(settings.name()));
        }
        var model = new SupervisedModel(settings, natives, launcher, processor, permit, timer);
        models.add(model);
        return model;
    }

    /// Closes every model that was opened and ends their processes; returns when they have ended.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        models.forEach(SupervisedModel::close);
        timer.shutdownNow();
        launcher.close();
    }
}
