-- What was read out of a text; a choice has its option instead.
alter table model_run add column answer text;
