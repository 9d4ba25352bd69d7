-- Who knows what, and questions that climb until somebody answers them.

-- What a community talks about. A topic that became part of another one stays, so that its name still leads there.
create table topic (
    community_id bigint not null references community (id),
    id bigint not null,
    name text not null,            -- as people read it
    name_key text not null,        -- the name folded: no two topics may look alike
    made bigint not null,
    merged bigint,                 -- the topic that it is part of now
    retired bigint,                -- since when nobody is asked about it
    primary key (community_id, id),
    unique (community_id, name_key)
);

-- Somebody who may be asked, and when. Somebody without topics who only said when not to be asked has a row too.
create table expert (
    community_id bigint not null,
    member_id bigint not null,
    since bigint not null,
    guest bigint,                  -- since when they are a guest: known for what they know, no regular
    zone text,                     -- their own time zone; null: the community's
    hours text,                    -- when in a week they may be asked; null: at any hour
    days_off text,                 -- days on which they are not asked
    most bigint not null,          -- at most so many open questions at once
    paused bigint,                 -- since when nobody asks them
    paused_until bigint,           -- until when; null: until they say so
    retired bigint,                -- since when they are no expert any more
    primary key (community_id, member_id),
    foreign key (community_id, member_id) references member (community_id, id) on delete cascade
);
create table expert_topic (
    community_id bigint not null,
    topic_id bigint not null,
    member_id bigint not null,
    since bigint not null,
    primary key (community_id, topic_id, member_id),
    foreign key (community_id, member_id) references expert (community_id, member_id) on delete cascade
);
create index expert_topic_by_member on expert_topic (community_id, member_id);

-- Somebody was asked to be an expert, and has not answered yet.
create table expert_invite (
    community_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    inviter bigint,                -- null: a former member
    topics text not null,          -- their ids, with blanks between
    guest bigint,                  -- set if they would be a guest
    invited bigint not null,
    primary key (community_id, id),
    foreign key (community_id, member_id) references member (community_id, id) on delete cascade
);
create index expert_invite_by_member on expert_invite (community_id, member_id);

-- What an expert was paid, kept in the open.
create table honorarium (
    community_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    amount text not null,          -- as the admin wrote it, with its currency
    what text not null,            -- what for
    day bigint not null,
    recorded bigint not null,
    recorded_by bigint,            -- null: a former member
    primary key (community_id, id),
    foreign key (community_id, member_id) references member (community_id, id) on delete cascade
);
create index honorarium_by_member on honorarium (community_id, member_id);

-- A question that somebody is about to ask, while they look at what was answered before. Gone once they chose.
create table ask_draft (
    community_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    question text not null,        -- in the asker's words
    topic_id bigint,
    urgent bigint,
    private bigint,
    channel_id bigint not null,    -- where it is asked
    message_id text,               -- the message that asks it, if there is one
    author bigint,                 -- who wrote that message, if it was somebody else
    made bigint not null,
    primary key (community_id, id),
    foreign key (community_id, member_id) references member (community_id, id) on delete cascade
);
create index ask_draft_by_time on ask_draft (community_id, made);
create index ask_draft_by_member on ask_draft (community_id, member_id);

-- A question that climbs until somebody answers it.
create table escalation (
    community_id bigint not null references community (id),
    id bigint not null,
    asker bigint,                  -- null: a former member
    behalf bigint,                 -- who asked it in the asker's name
    question text not null,        -- in the asker's words; emptied some time after it is closed
    topic_id bigint,
    urgent bigint,                 -- since when it cannot wait
    private bigint,                -- set if only the asker and one expert may read it
    platform text not null,
    channel_id bigint not null,    -- where it was asked
    message_id text,               -- the message that asks it, if there is one
    card bigint,                   -- the effect that opens its thread
    thread_channel text,           -- the message that its thread hangs on, once that is known
    thread_message text,
    policy text not null,          -- the steps as they were when it was asked
    state text not null,           -- open, claimed, answered, resolved, withdrawn or expired
    step bigint not null,          -- the next step to go
    due bigint,                    -- when Kith does something about it next; null once it is closed
    opened bigint not null,
    day bigint not null,           -- the day on which it was asked
    claimed_by bigint,             -- who owes an answer, or gave the last one
    claimed bigint,
    first_answer bigint,           -- when it was first answered
    answered_by bigint,
    answered bigint,
    standing text,                 -- what the answerer was then: expert, guest, peer or staff
    answer_channel text,           -- the message that answers it
    answer_message text,
    reminded bigint,               -- when the asker was reminded
    waits bigint,                  -- since when it waits for the first one to be there
    nobody bigint,                 -- since when nobody is left to ask
    closed bigint,
    closed_day bigint,             -- the day on which it was closed
    primary key (community_id, id)
);
create index escalation_due on escalation (due) where due is not null;
create index escalation_open on escalation (community_id, opened) where closed is null;
create index escalation_by_day on escalation (community_id, day);
create index escalation_by_closed_day on escalation (community_id, closed_day);
create index escalation_by_asker on escalation (community_id, asker);
create index escalation_by_behalf on escalation (community_id, behalf);
create index escalation_by_claimed on escalation (community_id, claimed_by);
create index escalation_by_answered on escalation (community_id, answered_by);
create index escalation_by_message on escalation (community_id, channel_id, message_id);
create index escalation_by_thread on escalation (community_id, thread_message);
create index escalation_by_topic on escalation (community_id, topic_id);
create index escalation_by_card on escalation (card);

-- Whom Kith asked, and what they said.
create table asked (
    community_id bigint not null,
    escalation_id bigint not null,
    member_id bigint not null,
    step bigint not null,          -- which step it was
    reason text not null,          -- why they were asked, in words
    post bigint,                   -- the effect that asks them
    at bigint not null,
    reply text,                    -- claimed, not-now, not-mine, silent or unreached; null: not yet
    replied bigint,
    primary key (community_id, escalation_id, member_id),
    foreign key (community_id, escalation_id) references escalation (community_id, id) on delete cascade
);
create index asked_by_member on asked (community_id, member_id, at);
create index asked_waiting on asked (community_id, member_id) where reply is null;
create index asked_by_post on asked (post) where post is not null;

-- Every change of a question's state.
create table transition (
    community_id bigint not null,
    id bigint not null,
    escalation_id bigint not null,
    at bigint not null,
    actor bigint,                  -- null: Kith itself; 0: a former member
    act text not null,             -- what was done
    state text not null,           -- what came of it
    primary key (community_id, id),
    foreign key (community_id, escalation_id) references escalation (community_id, id) on delete cascade
);
create index transition_by_escalation on transition (community_id, escalation_id, id);
create index transition_by_actor on transition (community_id, actor) where actor is not null;

-- What somebody said is not their area: they are asked less about it.
create table not_area (
    community_id bigint not null,
    member_id bigint not null,
    topic_id bigint not null,      -- 0: no topic was named
    channel_id bigint not null,    -- where it was asked
    at bigint not null,            -- when they said so last
    n bigint not null,             -- how often
    primary key (community_id, member_id, topic_id, channel_id),
    foreign key (community_id, member_id) references member (community_id, id) on delete cascade
);
create index not_area_by_topic on not_area (community_id, topic_id);

-- An answer that its asker let be remembered for those who ask the same.
create table remembered (
    community_id bigint not null,
    id bigint not null,            -- the question's
    question text not null,        -- in the asker's words
    answer text not null,          -- in a sentence or two, as the asker told it; empty: only the link
    topic_id bigint,
    asker bigint,                  -- null: a former member
    answerer bigint,               -- null: a former member
    platform text not null,
    channel text not null,         -- where the answer stands
    message text not null,
    made bigint not null,
    helped bigint not null,        -- how many people it has helped since
    primary key (community_id, id)
);
create index remembered_by_asker on remembered (community_id, asker);
create index remembered_by_answerer on remembered (community_id, answerer);
create index remembered_by_topic on remembered (community_id, topic_id) where topic_id is not null;
create index remembered_by_message on remembered (community_id, message);

-- The words by which a remembered answer is found.
create table remembered_term (
    community_id bigint not null,
    term text not null,
    remembered_id bigint not null,
    primary key (community_id, term, remembered_id),
    foreign key (community_id, remembered_id) references remembered (community_id, id) on delete cascade
);
create index remembered_term_by_answer on remembered_term (community_id, remembered_id);
