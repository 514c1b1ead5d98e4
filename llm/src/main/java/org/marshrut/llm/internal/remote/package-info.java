/// A language model behind an OpenAI-compatible server.
///
/// [RemoteModel] admits calls ([Admission]), asks ([ChatEndpoint]) and keeps what it learns of the
/// server ([Reachability]); [LabelScoring] and [SlotFilling] turn a question into requests and
/// replies into answers that hold whatever the server says ([SlotRules]).
@NullMarked
package org.marshrut.llm.internal.remote;

import org.jspecify.annotations.NullMarked;
