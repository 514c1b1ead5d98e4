package org.marshrut.llm;

/// Leave to use the processor, for an application that has other work for it: model arithmetic on
/// several threads slows down many times over when another busy thread takes one of the cores.
///
/// Implementations are thread-safe.
public interface ComputePermit {

    /// Always given at once.
    ComputePermit FREE =
            new ComputePermit() {
                @Override
                public boolean acquire(Deadline deadline) {
                    return true;
                }

                @Override
                public void release() {
                    // nothing was taken
                }
            };

    /// Waits for leave until the deadline.
    ///
    /// @return whether it was given; only then [#release] must follow
    boolean acquire(Deadline deadline) throws InterruptedException;

    /// Gives it back.
    void release();
}
