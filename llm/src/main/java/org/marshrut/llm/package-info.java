/// Small language models behind one interface: files run on this machine, or an OpenAI-compatible
/// server.
///
/// A [LanguageModel] does two things, and both leave no room for an invalid answer: it *scores
/// labels* ([LanguageModel#scoreLabels]) and *fills slots under a mask* ([LanguageModel#fill]).
/// [Chooser] builds a choice between options on the first of them, averaged over rotations of the
/// options' order so that position does not decide. Every call has a [Deadline], which stops a
/// prompt in progress too, and returns an [Outcome]: a model that is missing, slow, overloaded or
/// dead is an expected result, not an exception.
///
/// The library knows nothing of what it is used for.
@NullMarked
package org.marshrut.llm;

import org.jspecify.annotations.NullMarked;
