-- How an answer was had: from logits or under a mask here, from a server's log-probabilities, under its constraint, or
-- found in its text. Null for a failure, and for what was asked before this column was there.
alter table model_attempt add column method text
  check (method in ('logits', 'logprobs', 'constrained', 'text'));
