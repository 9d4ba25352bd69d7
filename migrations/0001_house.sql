-- What Kith remembers. Moments are milliseconds since 1970 (UTC), days are days since 1970 in the community's own zone,
-- a flag is the moment since when it holds. Everything is keyed by community first.

-- A community: the people of one or more chat servers.
create table community (
    id bigint primary key,
    name text not null,            -- what people call it
    made bigint not null           -- when Kith first heard of it
);

-- A chat server that belongs to a community.
create table server (
    platform text not null,        -- the platform's short name
    id text not null,              -- the platform's own id
    community_id bigint not null references community (id),
    primary key (platform, id)
);
create index server_by_community on server (community_id);

-- What an admin settled; a key that is missing has its default.
create table setting (
    community_id bigint not null references community (id),
    key text not null,
    value text not null,
    primary key (community_id, key)
);

-- A channel, or a thread on a platform where threads are channels.
create table channel (
    community_id bigint not null references community (id),
    id bigint not null,
    platform text not null,
    platform_id text not null,
    name text not null,            -- as members see it, for lists and digests
    name_key text not null,        -- the name folded, to find it by what people type
    parent bigint,                 -- the channel whose figures it adds to; null: its own
    left_out bigint,               -- since when nothing here counts
    shoutouts text,                -- how shout-outs are answered here; null: as everywhere
    primary key (community_id, id),
    unique (community_id, platform, platform_id)
);

-- A person, whatever number of accounts they have.
create table member (
    community_id bigint not null references community (id),
    id bigint not null,
    name text not null,            -- as members see it: the name that was heard last
    arrived bigint not null,       -- when Kith first saw them
    bot bigint,                    -- since when known to be a bot; bots never count
    opted_out bigint,              -- since when they asked not to be counted
    primary key (community_id, id)
);

-- A member's account on one platform.
create table account (
    community_id bigint not null,
    platform text not null,
    id text not null,              -- the platform's own id
    member_id bigint not null,
    name text not null,            -- the name on this platform
    name_key text not null,        -- the name folded, to find it by what people type
    joined bigint,                 -- when they came to the server, where the platform said so
    departed bigint,               -- since when they are gone
    primary key (community_id, platform, id),
    foreign key (community_id, member_id) references member (community_id, id) on delete cascade
);
create index account_by_member on account (community_id, member_id);
create index account_by_name on account (community_id, name_key);

-- Kith's own roles: lead, expert, staff, admin. Everybody is a member.
create table member_role (
    community_id bigint not null,
    member_id bigint not null,
    role text not null,
    since bigint not null,
    primary key (community_id, member_id, role),
    foreign key (community_id, member_id) references member (community_id, id) on delete cascade
);

-- Accounts whose owner asked to be forgotten: what they did until then does not come back, by an import or a late copy.
create table forgotten (
    community_id bigint not null references community (id),
    account_hash text not null,    -- a fingerprint: it answers "was it this account?", and names nobody
    since bigint not null,
    primary key (community_id, account_hash)
);

-- The platform's roles, for rules such as "only these may give".
create table platform_role (
    community_id bigint not null references community (id),
    platform text not null,
    id text not null,
    name text not null,
    primary key (community_id, platform, id)
);
create table account_role (
    community_id bigint not null,
    platform text not null,
    account_id text not null,
    role_id text not null,
    primary key (community_id, platform, account_id, role_id),
    foreign key (community_id, platform, account_id) references account (community_id, platform, id) on delete cascade
);

-- A message by its place and time, never its text. Pruned after a set time; the rollups stay.
create table message (
    community_id bigint not null,
    channel_id bigint not null,
    id text not null,              -- the platform's own id
    author bigint,                 -- the member; null: forgotten, or deleted before it was seen
    kind text,                     -- message or reply; null: not counted
    thread text,                   -- the message at the top of its thread
    addressed bigint,              -- the member whom it answers
    asks bigint,                   -- when it was sent, if it looked like a question
    day bigint not null,           -- where it counts
    sent bigint not null,
    stored bigint not null,
    imported bigint,               -- when it came out of an export
    deleted bigint,                -- since when it is gone; kept so that a late copy does not count
    primary key (community_id, channel_id, id)
);
create index message_by_author on message (community_id, author, day);
create index message_by_day on message (community_id, day);
create index message_by_time on message (community_id, channel_id, sent);
create index message_in_thread on message (community_id, thread) where thread is not null;
create index question on message (community_id, day) where asks is not null;

-- A reaction to a message. One that was taken back stays until pruned, so that a late copy does not count.
create table reaction (
    community_id bigint not null,
    channel_id bigint not null,
    message_id text not null,
    emoji text not null,           -- folded: no skin tone, no alias
    member_id bigint not null,     -- who reacted
    author bigint,                 -- whom it counts for; null: nobody
    day bigint not null,           -- where it counts
    at bigint not null,
    removed bigint,
    primary key (community_id, channel_id, message_id, emoji, member_id)
);
create index reaction_by_author on reaction (community_id, author, day);
create index reaction_by_member on reaction (community_id, member_id);
create index reaction_by_day on reaction (community_id, day);

-- A thread that somebody's message started.
create table thread (
    community_id bigint not null,
    channel_id bigint not null,
    root text not null,            -- the message at its top
    author bigint,                 -- who started it
    day bigint not null,
    removed bigint,
    primary key (community_id, channel_id, root)
);
create index thread_by_author on thread (community_id, author, day);
create index thread_by_day on thread (community_id, day);

-- Days whose message references were pruned: what is sent again from there was counted already.
create table pruned (
    community_id bigint not null,
    channel_id bigint not null,
    day bigint not null,
    primary key (community_id, channel_id, day)
);

-- How much of each kind a member contributed on a day in a channel (0: not in a channel).
create table daily (
    community_id bigint not null,
    day bigint not null,
    member_id bigint not null,
    kind text not null,
    channel_id bigint not null,
    n bigint not null,
    primary key (community_id, day, member_id, kind, channel_id)
);
create index daily_by_member on daily (community_id, member_id, day);

-- How much a member wrote in a week: what a digest over many people reads.
create table weekly (
    community_id bigint not null,
    week bigint not null,          -- weeks since the one of 1970-01-01, Monday to Sunday
    member_id bigint not null,
    written bigint not null,       -- messages and replies
    primary key (community_id, week, member_id)
);
create index weekly_by_member on weekly (community_id, member_id, week);

-- Work done elsewhere, as its doer told it. It counts once somebody else confirmed it.
create table contribution (
    community_id bigint not null,
    id bigint not null,
    member_id bigint,              -- who did it; null: forgotten
    what text not null,
    link text,
    day bigint not null,           -- when it was done
    logged bigint not null,
    confirmed bigint,
    confirmed_by bigint,
    withdrawn bigint,
    primary key (community_id, id)
);
create index contribution_by_member on contribution (community_id, member_id);
create index contribution_by_day on contribution (community_id, day);

-- Who did it together.
create table contribution_with (
    community_id bigint not null,
    contribution_id bigint not null,
    member_id bigint not null,
    primary key (community_id, contribution_id, member_id),
    foreign key (community_id, contribution_id) references contribution (community_id, id) on delete cascade
);
create index contribution_with_by_member on contribution_with (community_id, member_id);

-- A shout-out: somebody thanked one to five people.
create table shoutout (
    community_id bigint not null,
    id bigint not null,
    giver bigint,                  -- null: a former member
    reason text not null,          -- in the giver's words; empty for a reaction
    value text,                    -- which of the community's values it shows
    from_staff bigint,             -- set if the giver was staff then: summed apart
    channel_id bigint,             -- where it was given
    message_channel bigint,        -- the message that it is bound to: gone with it
    message_id text,
    emoji text,                    -- the reaction that gave it: gone with it
    day bigint not null,
    given bigint not null,
    post bigint,                   -- the effect that posts it: withdrawn or edited when it is taken back
    taken_back bigint,
    taken_back_by bigint,
    why text,                      -- why a lead took it back
    primary key (community_id, id)
);
create index shoutout_by_day on shoutout (community_id, day);
create index shoutout_by_giver on shoutout (community_id, giver, given);
create index shoutout_by_message on shoutout (community_id, message_channel, message_id) where message_id is not null;

-- Whom it thanked.
create table shoutout_to (
    community_id bigint not null,
    shoutout_id bigint not null,
    member_id bigint not null,
    primary key (community_id, shoutout_id, member_id),
    foreign key (community_id, shoutout_id) references shoutout (community_id, id) on delete cascade
);
create index shoutout_to_by_member on shoutout_to (community_id, member_id, shoutout_id);

-- How many people a giver thanked on a day. The row is the lock: two at once cannot both take the last one.
create table allowance (
    community_id bigint not null,
    member_id bigint not null,
    day bigint not null,
    used bigint not null,
    primary key (community_id, member_id, day)
);

-- A community's catalogue of badges.
create table badge (
    community_id bigint not null references community (id),
    id bigint not null,
    name text not null,
    name_key text not null,        -- the name folded: no two badges may look alike
    emoji text not null,
    colour text not null,          -- #rrggbb
    meaning text not null,
    criteria text not null,
    role_platform text,            -- the platform whose role comes with it
    role_id text,                  -- the platform's role that comes with it
    defined bigint not null,
    retired bigint,
    primary key (community_id, id),
    unique (community_id, name_key)
);

-- A badge that a lead gave.
create table badge_grant (
    community_id bigint not null,
    id bigint not null,
    badge_id bigint not null,
    member_id bigint not null,
    giver bigint,                  -- null: a former member
    citation text not null,
    day bigint not null,
    granted bigint not null,
    revoked bigint,
    revoked_by bigint,
    why text,
    primary key (community_id, id),
    foreign key (community_id, badge_id) references badge (community_id, id)
);
create unique index badge_held_once on badge_grant (community_id, member_id, badge_id) where revoked is null;
create index badge_grant_by_day on badge_grant (community_id, day);

-- Who did what with power: roles, settings, badges, shout-outs taken back.
create table audit (
    community_id bigint not null,
    id bigint not null,
    at bigint not null,
    actor bigint,                  -- null: Kith itself; 0: a former member
    action text not null,
    subject bigint,                -- the member concerned; 0: a former member
    detail text not null,
    primary key (community_id, id)
);

-- What waits to be done on a platform. The body is emptied once it is done.
create table effect (
    id bigint primary key,
    community_id bigint not null references community (id),
    platform text not null,
    body text,
    state text not null,           -- waiting, delivered, withdrawn or dead
    due bigint not null,
    made bigint not null,
    attempts bigint not null,
    leased bigint,                 -- until when a worker has it
    after_effect bigint,           -- an effect that must be done first
    message_channel text,          -- the message that came of it
    message_id text,
    problem text                   -- what the platform said last
);
create index effect_due on effect (platform, due) where state = 'waiting';
create index effect_by_community on effect (community_id, state, made);

-- What falls due by the clock, and the periods that were done: a row is the proof.
create table schedule (
    community_id bigint not null references community (id),
    job text not null,
    due bigint not null,
    primary key (community_id, job)
);
create index schedule_due on schedule (due);
create table job_done (
    community_id bigint not null references community (id),
    job text not null,
    period text not null,
    done bigint not null,
    primary key (community_id, job, period)
);

-- Invocations that were answered, for a day: a platform that asks again gets the same answer.
create table answered (
    community_id bigint not null references community (id),
    invocation text not null,
    reply text not null,
    at bigint not null,
    primary key (community_id, invocation)
);
create index answered_by_time on answered (community_id, at);
