package org.marshrut.llm.internal.worker;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.List;
import org.marshrut.llm.Failure.Reason;

/// Decodes exactly one of several token sequences.
///
/// Goes down the tree of their common prefixes and takes the likeliest branch at each fork; where
/// there is no fork nothing is decoded. At a place where one option ends and others go on, the end
/// competes through the tokens that may come after the slot.
final class OptionChoice {

    private final Meter meter;
    private final TokenMemory memory;

    OptionChoice(Meter meter, TokenMemory memory) {
        this.meter = meter;
        this.memory = memory;
    }

    /// Decodes one of the candidates.
    ///
    /// @param options token sequences
    /// @param candidates indexes of the options that may be chosen, at least one
    /// @param following tokens that may come after the slot; empty when any may
    /// @return index of the chosen option, whose tokens were added to the memory
    int choose(List<Tokens> options, List<Integer> candidates, BitSet following)
            throws RefusedException {
        var alive = candidates;
        for (int depth = 0; ; depth++) {
            int at = depth;
            var going = alive.stream().filter(i -> options.get(i).size() > at).toList();
            var ending = alive.stream().filter(i -> options.get(i).size() == at).findFirst();
            if (going.isEmpty()) {
                return ending.orElseThrow();
            }
            var branches = new BitSet();
            going.forEach(i -> branches.set(options.get(i).at(at)));
            int token = branches.nextSetBit(0);
            if (ending.isPresent() || branches.cardinality() > 1) {
                var logits = meter.logits();
                token = likeliest(logits, branches);
                meter.decided();
                if (ending.isPresent()
                        && endsRather(logits, Engine.logit(logits, token), branches, following)) {
                    return ending.get();
                }
            }
            int taken = token;
            memory.append(taken);
            alive = going.stream().filter(i -> options.get(i).at(at) == taken).toList();
        }
    }

    private static int likeliest(MemorySegment logits, BitSet tokens) throws RefusedException {
        int best = -1;
        float bestLogit = Float.NEGATIVE_INFINITY;
        for (int t = tokens.nextSetBit(0); t >= 0; t = tokens.nextSetBit(t + 1)) {
            float logit = Engine.logit(logits, t);
            if (!Float.isFinite(logit)) {
                throw new RefusedException(
                        Reason.UNUSABLE_ANSWER,
                        "The model computed %s for an option.".formatted(logit));
            }
            if (logit > bestLogit) {
                best = t;
                bestLogit = logit;
            }
        }
        return best;
    }

    private static boolean endsRather(
            MemorySegment logits, float goingOn, BitSet branches, BitSet following) {
        if (!following.isEmpty()) {
            return following.stream().anyMatch(t -> Engine.logit(logits, t) > goingOn);
        }
        int count = (int) (logits.byteSize() / Float.BYTES);
        for (int t = 0; t < count; t++) {
            if (Engine.logit(logits, t) > goingOn && !branches.get(t)) {
                return true;
            }
        }
        return false;
    }
}
