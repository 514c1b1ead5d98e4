package org.marshrut.llm.internal.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.internal.ffi.Abi;
import org.marshrut.llm.internal.ffi.AbortSignal;
import org.marshrut.llm.internal.ffi.Llama;
import org.marshrut.llm.internal.ffi.LlamaContext;
import org.marshrut.llm.internal.ffi.LlamaModel;
import org.marshrut.llm.internal.ffi.NativeException;
import org.marshrut.llm.internal.ffi.NativeLog;
import org.marshrut.llm.internal.worker.Request.Fill;
import org.marshrut.llm.internal.worker.Request.Open;
import org.marshrut.llm.internal.worker.Request.Score;

/// One loaded model that answers requests one after another, all on the thread that opened it.
final class Engine implements AutoCloseable {

    /// Larger ones compute some percent faster, but need tens of megabytes more.
    private static final int BATCH_TOKENS = 160;

    /// Cells beside the longest prompt, so that it need not displace every pinned instruction.
    private static final int SPARE_CELLS = 128;

    private final LlamaModel model;
    private final LlamaContext context;
    private final LabelScorer scorer;
    private final SlotFiller filler;

    private Engine(LlamaModel model, LlamaContext context, LabelScorer scorer, SlotFiller filler) {
        this.model = model;
        this.context = context;
        this.scorer = scorer;
        this.filler = filler;
    }

    /// Loads a model and computes one token with it, so that weights which yield no numbers are
    /// found now and the first request finds everything warm.
    ///
    /// @throws RefusedException with [Reason#LOAD_FAILED]
    static Engine open(Open request, AbortSignal abort, NativeLog log) throws RefusedException {
        try {
            var llama =
                    Llama.open(
                            Path.of(request.libraryDirectory()),
                            Path.of(request.library()),
                            Abi.named(request.build()),
                            log);
            return open(request, llama, abort);
        } catch (NativeException e) {
            throw new RefusedException(Reason.LOAD_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private static Engine open(Open request, Llama llama, AbortSignal abort)
            throws RefusedException {
        int cells = request.contextTokens() + SPARE_CELLS;
        var shape =
                new LlamaContext.Shape(
                        cells, BATCH_TOKENS, TokenMemory.SEQUENCES, request.threads());
        @Nullable LlamaModel model = null;
        @Nullable LlamaContext context = null;
        boolean opened = false;
        try {
            model = LlamaModel.load(llama, request.modelFile());
            var tokenizer = new TextTokenizer(model);
            var format = ChatFormat.of(request.architecture(), tokenizer);
            context = new LlamaContext(model, shape, abort);
            var memory = new TokenMemory(context, abort, cells);
            tryOut(memory, format, request.modelFile());
            var scorer = new LabelScorer(model, format, memory, request.contextTokens());
            var filler = new SlotFiller(model, tokenizer, format, memory, request.contextTokens());
            opened = true;
            return new Engine(model, context, scorer, filler);
        } finally {
            if (!opened) {
                close(model, context);
            }
        }
    }

    private static void tryOut(TokenMemory memory, ChatFormat format, String file)
            throws RefusedException {
        int token = format.endOfTurn();
        memory.begin(new Tokens(token), 0);
        if (!Float.isFinite(logit(memory.logits(), token))) {
            throw new RefusedException(
                    Reason.LOAD_FAILED,
                    "%s computes values that are not numbers. Maybe it is damaged: get it again."
                            .formatted(file));
        }
    }

    static float logit(MemorySegment logits, int token) {
        return logits.getAtIndex(ValueLayout.JAVA_FLOAT, token);
    }

    /// Answers a request for scores.
    Reply score(Score request) throws RefusedException {
        return scorer.score(request);
    }

    /// Answers a request for slots.
    Reply fill(Fill request) throws RefusedException {
        return filler.fill(request);
    }

    @Override
    public void close() {
        close(model, context);
    }

    private static void close(@Nullable LlamaModel model, @Nullable LlamaContext context) {
        if (context != null) {
            context.close();
        }
        if (model != null) {
            model.close();
        }
    }
}
