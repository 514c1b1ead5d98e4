package org.marshrut.llm.internal.worker;

import java.util.List;
import java.util.Map;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Usage;

/// What a worker answers.
public sealed interface Reply {

    /// Id of the reply to [Request.Open].
    int OPENED = 0;

    /// Id of the request that is answered.
    int id();

    /// The model is loaded.
    record Ready() implements Reply {
        @Override
        public int id() {
            return OPENED;
        }
    }

    /// The labels' scores.
    ///
    /// @param logProbabilities by prompt and label
    record Scored(int id, List<List<Double>> logProbabilities, Usage usage) implements Reply {
        public Scored {
            logProbabilities = List.copyOf(logProbabilities);
        }
    }

    /// A constrained answer.
    ///
    /// @param text literals and slots in order
    record Completed(int id, Map<String, String> slots, String text, Usage usage) implements Reply {
        public Completed {
            slots = Map.copyOf(slots);
        }
    }

    /// The request can't be answered.
    record Refused(int id, Failure.Reason reason, String detail) implements Reply {}
}
