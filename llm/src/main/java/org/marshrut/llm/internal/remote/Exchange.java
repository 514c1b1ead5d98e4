package org.marshrut.llm.internal.remote;

import org.marshrut.llm.Failure;

/// What became of one request to the server.
sealed interface Exchange {

    /// The server completed the chat.
    record Replied(ChatReply reply) implements Exchange {}

    /// The server does not take this kind of request (HTTP 400, 422, 501); it may take a simpler
    /// one.
    record Rejected(Failure failure) implements Exchange {}

    /// No answer, whatever the kind of request.
    record Broken(Failure failure) implements Exchange {}
}
