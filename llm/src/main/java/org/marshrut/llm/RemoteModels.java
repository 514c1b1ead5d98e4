package org.marshrut.llm;

import org.marshrut.llm.internal.remote.RemoteModel;

/// Models behind an OpenAI-compatible server: llama-server, vLLM, Ollama and others.
public final class RemoteModels {

    private RemoteModels() {}

    /// A model that is asked over HTTP. Nothing is sent but one look at the list of models, in the
    /// background, so that [LanguageModel#status] has something to tell.
    ///
    /// What the server can do decides how labels are scored, from the most telling to the least:
    /// reported log-probabilities, a choice under a JSON schema, text with exactly one label in it
    /// ([LabelScores.Method] tells which). Slots are asked for under one JSON schema and checked
    /// again here. The chat format is the server's own, so that [Prompt#answerPrefix] becomes the
    /// end of the user's message. Loading and unloading are the server's business:
    /// [LanguageModel#load] checks that it can be reached.
    ///
    /// @throws IllegalArgumentException if the endpoint is not an `http` or `https` address, or the
    ///   key can't be sent in a header
    public static LanguageModel open(RemoteModelSettings settings) {
        return new RemoteModel(settings);
    }
}
