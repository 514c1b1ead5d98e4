package ru.t2.marshrut.platform;

import java.io.IOException;

/// The body went over the limit while it was read.
class RequestTooLargeException extends IOException {

    RequestTooLargeException(long limitBytes) {
        super("The body must not exceed " + limitBytes + " bytes.");
    }
}
