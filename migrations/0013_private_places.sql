-- Where private questions are talked about: the message that such a thread hangs on, or that begins a conversation of two. A question that
-- is given back lets go of its place, and what is said there stays private.
create table private_place (
    community_id bigint not null references community (id),
    channel text not null,
    message text not null,
    since bigint not null,
    primary key (community_id, channel, message)
);
insert into private_place (community_id, channel, message, since)
select community_id, thread_channel, thread_message, min(opened) from escalation
where private is not null and thread_channel is not null and thread_message is not null
group by community_id, thread_channel, thread_message;
