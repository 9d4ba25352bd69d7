-- Who asked what they wanted to know, and who answered: never what was said. A question is known by the message that asked
-- it, an answer by the message that gave it. Both are pruned with the messages.

drop index question;               -- questions have a table of their own now
alter table message drop column asks;
alter table message add column wordless bigint;   -- when it was sent, if the platform did not say what it says
alter table message add column learned bigint;    -- since when Kith has learned from it, so that it does so once

create table question (
    community_id bigint not null,
    id bigint not null,
    channel_id bigint not null,    -- where it stands
    message_id text not null,      -- the message that asked it, or the post that opened its thread
    counts_in bigint not null,     -- the channel whose figures it adds to
    asker bigint not null,
    day bigint not null,           -- the day on which it counts
    asked bigint not null,
    answered bigint,               -- when it was answered first; null: open
    answered_by bigint,            -- by whom; null while open, or a former member
    solved bigint,                 -- when the asker said that this helped
    terms bigint,                  -- how many terms were learned from it; null: none
    primary key (community_id, id),
    unique (community_id, channel_id, message_id)
);
create index question_by_time on question (community_id, asked);
create index question_by_day on question (community_id, day);
create index question_in_channel on question (community_id, channel_id, asked);
create index question_by_asker on question (community_id, asker, asked);
create index question_by_answerer on question (community_id, answered_by);

-- A message that answered a question.
create table answer (
    community_id bigint not null,
    question_id bigint not null,
    channel_id bigint not null,    -- where the message stands
    message_id text not null,
    member_id bigint not null,     -- who answered
    at bigint not null,
    how text not null,             -- thread, named (a reply, or it names the asker) or next
    primary key (community_id, question_id, channel_id, message_id),
    foreign key (community_id, question_id) references question (community_id, id) on delete cascade
);
create index answer_by_message on answer (community_id, channel_id, message_id);
create index answer_by_member on answer (community_id, member_id, at);

-- What is learned, only where a community allows it. Sums fade: each thing adds 2 to the power of its age in half-lives
-- before 2024-01-01, so that sums of different days add up, keep their order, and need no nightly work. A number after a
-- name is the half-life in days. Channel 0 is everywhere.

-- How much a member answered, replied, wrote and asked in a channel.
create table evidence (
    community_id bigint not null,
    channel_id bigint not null,
    member_id bigint not null,
    answered7 double precision not null,
    answered30 double precision not null,
    answered120 double precision not null,
    replied7 double precision not null,
    replied30 double precision not null,
    replied120 double precision not null,
    wrote7 double precision not null,
    wrote30 double precision not null,
    wrote120 double precision not null,
    asked120 double precision not null,
    last_wrote bigint not null,    -- when they wrote there last
    last_answered bigint not null, -- when they answered there last; 0: never
    primary key (community_id, channel_id, member_id)
);
create index evidence_replied on evidence (community_id, channel_id, replied30);
create index evidence_wrote on evidence (community_id, channel_id, last_wrote);
create index evidence_by_member on evidence (community_id, member_id);

-- How much a member replied to another.
create table helped (
    community_id bigint not null,
    asker bigint not null,
    member_id bigint not null,
    n7 double precision not null,
    n120 double precision not null,
    primary key (community_id, asker, member_id)
);
create index helped_most on helped (community_id, asker, n120);
create index helped_by_member on helped (community_id, member_id);

-- At which hours of the day (UTC) a member writes.
create table awake (
    community_id bigint not null,
    member_id bigint not null,
    hour bigint not null,          -- 0 to 23
    n30 double precision not null,
    primary key (community_id, member_id, hour)
);

-- How common a term is. A term is a word's stem, or two letters of a script that has no spaces, known by a number.
create table term (
    community_id bigint not null,
    term bigint not null,          -- a fingerprint of the term; 0: all messages
    n120 double precision not null,
    word text,                     -- the term itself, once three members have used it; null before
    primary key (community_id, term)
);

-- How much a member uses a term: what they write about.
create table term_member (
    community_id bigint not null,
    term bigint not null,
    member_id bigint not null,
    n60 double precision not null,
    primary key (community_id, term, member_id)
);
create index term_member_most on term_member (community_id, term, n60);
create index term_member_least on term_member (community_id, n60);
create index term_member_by_member on term_member (community_id, member_id);

-- Which terms a question had.
create table term_question (
    community_id bigint not null,
    term bigint not null,
    asked bigint not null,
    question_id bigint not null,
    primary key (community_id, term, asked, question_id)
);
create index term_question_by_question on term_question (community_id, question_id);

-- What spoke for those who might have answered a question, when it was asked: from this, and from who did answer, Kith
-- learns what to go by. The last thousand questions.
create table lesson (
    community_id bigint not null,
    question_id bigint not null,
    member_id bigint not null,
    signals text not null,         -- numbers only
    primary key (community_id, question_id, member_id)
);
create index lesson_by_member on lesson (community_id, member_id);

-- What Kith goes by in a community: one number a signal. It names nobody.
create table model (
    community_id bigint primary key,
    weights text not null,
    lessons bigint not null,       -- of how many questions it was made
    made bigint not null
);
