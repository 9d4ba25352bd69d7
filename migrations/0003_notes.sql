-- What an adapter keeps between two starts: where its connection broke off, which commands it registered, what a form holds
-- until it is sent. The core does not read it.
create table note (
    platform text not null,        -- whose it is
    key text not null,             -- what it is about
    body text not null,            -- in the adapter's own words
    at bigint not null,            -- when it was written
    primary key (platform, key)
);
