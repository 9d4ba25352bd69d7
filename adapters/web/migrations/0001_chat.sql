-- What the playground keeps as a chat server: who is there, what was written, and what is still to happen.
-- A server is named `platform/id`, as the core names it. Moments are milliseconds by the playground's own clock.

-- What there is one of: the clock, the key that signs sessions, whether there is an example and who one is in it.
create table meta (
    name text primary key,
    value text not null
);

-- Whoever has an account on a server.
create table person (
    server text not null,
    account text not null,
    name text not null,
    bot integer not null default 0,
    gone integer,                  -- since when they have left
    primary key (server, account)
);

-- Where people write.
create table channel (
    server text not null,
    id text not null,
    name text not null,
    primary key (server, id)
);

-- Roles of the chat server itself, and who has them.
create table role (
    server text not null,
    id text not null,
    name text not null,
    primary key (server, id)
);
create table person_role (
    server text not null,
    account text not null,
    role text not null,
    primary key (server, account, role)
);

-- Everything that was written, by people and by Kith. The order of `n` is the order on the page.
create table message (
    n integer primary key autoincrement,
    server text not null,
    channel text not null,
    id text not null,              -- as the core knows it
    thread text,                   -- the id of the message at the top of its thread
    author text,                   -- null: Kith
    body text not null,            -- what a person wrote, or Kith's message as JSON; empty once deleted
    at integer not null,
    edited integer,
    deleted integer,
    only_for text,                 -- the one account that sees it
    asked_by text,                 -- who asked Kith for it
    asked text,                    -- by which command
    changed integer not null,      -- rises with every change: where a reader stopped, it goes on
    effect integer unique,         -- the core's effect that it carries out: never twice
    ask text unique,               -- the invocation that it answers: never twice
    unique (server, channel, id)
);
create index message_in_channel on message (server, channel, thread, n);
create index message_changed on message (server, changed);

create table reaction (
    message integer not null references message (n) on delete cascade,
    emoji text not null,
    account text not null,
    at integer not null,
    primary key (message, emoji, account)
);

-- Pictures and files under messages. They lie in here, so that no path leads anywhere else.
create table file (
    id text primary key,           -- random, so that nobody guesses it
    message integer not null references message (n) on delete cascade,
    name text not null,
    kind text not null,            -- its media type, as its contents say
    alt text not null,             -- what a picture shows; empty for files
    bytes blob not null,
    width integer,                 -- of a picture, so that a page keeps room for it
    height integer
);
create index file_of_message on file (message);

-- What is to happen when the clock gets there: the example's people go on talking, and the core is told what happened.
create table script (
    n integer primary key autoincrement,
    due integer not null,
    what text not null             -- JSON
);
create index script_due on script (due, n);

-- What was asked and is not answered yet: after a crash it is asked again, under the same id.
create table ask (
    id text primary key,
    what text not null             -- JSON
);
