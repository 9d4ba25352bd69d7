-- What one process alone does while several share the work, such as one part of a connection to a chat server.
create table lease (
    platform text not null,        -- whose it is
    name text not null,            -- what is done
    holder text not null,          -- the process that does it
    until bigint not null,         -- when another one may take it
    primary key (platform, name)
);
