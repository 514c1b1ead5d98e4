package ru.t2.marshrut.platform;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One kind of long work; a bean. Runs on a thread of its own, outside of any transaction, and must
/// be able to begin again after an interruption.
public interface JobWork {

    /// A word in snake_case.
    String kind();

    /// Does the work.
    Result run(Run run);

    /// A job under way.
    interface Run {

        Job job();

        /// What the last [#keepCheckpoint] of an interrupted attempt left.
        Optional<JsonNode> checkpoint();

        /// Whether to stop soon: the client cancelled, or the application closes. Cheap.
        boolean stopRequested();

        /// How a client wants to stop, if so.
        Optional<Job.Cancel> cancel();

        /// Tells clients how far it is; kept within half a second or so.
        void progress(int percent, Object figures);

        /// Keeps what the work could go on from.
        void keepCheckpoint(Object state);
    }

    /// What came of the work.
    sealed interface Result {

        /// Done.
        ///
        /// @param figures anything that JSON can tell
        record Succeeded(Object figures) implements Result {}

        /// Not done.
        ///
        /// @param code the closed word for what went wrong
        record Failed(String code) implements Result {}

        /// Stopped as the client wanted, with nothing to keep.
        record Cancelled() implements Result {}
    }
}
