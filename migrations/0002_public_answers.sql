-- A public answer is posted by the adapter itself. An effect in the state 'answer' stands for it until the adapter says
-- which message it became, so that it can be edited like every post. It has no body: the words stand in `answered`.

alter table answered add column effect bigint;    -- the effect that stands for the answer, if it may have to change later

-- Taken back while nobody knows yet whether it will stand somewhere: what it shall say there, in Kith's own words, which
-- name nobody. Put on it once its place is known; null otherwise.
alter table effect add column instead text;
