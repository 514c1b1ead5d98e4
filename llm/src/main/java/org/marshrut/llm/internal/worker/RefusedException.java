package org.marshrut.llm.internal.worker;

import org.marshrut.llm.Failure;

/// A request can't be answered, for a reason that the caller is told. Carries no stack trace: it is
/// an expected result.
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    final Failure.Reason reason;
    final String detail;

    RefusedException(Failure.Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    Reply.Refused reply(int id) {
        return new Reply.Refused(id, reason, detail);
    }
}
