-- Set if a question was asked of Kith rather than heard in a channel: it is counted as one that climbed, and kept here for those that
-- are like it.
--
-- What 0007 dropped with `message.asks` was only that a message looked like a question. Who answered was never kept, so that all of
-- them would stand in `question` as unanswered. Whoever wants the questions of before turns learning on and imports the export that
-- holds them once more: it counts no message twice.
alter table question add column climbed bigint;

-- Terms that are worth little are looked for by turns now: this index changed with every word that somebody wrote.
drop index term_member_least;

-- Which words the last questions had is read from the index alone.
drop index term_question_by_question;
create index term_question_by_question on term_question (community_id, question_id, term);
