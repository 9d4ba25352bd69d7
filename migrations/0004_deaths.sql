-- What will never be done is told once to those who can help, and what was posted once is known as such.

alter table effect add column told bigint;    -- since when somebody was told that it is dead; null as long as nobody was

-- What died before is no news.
update effect set told = made where state = 'dead';

create index effect_untold on effect (platform, id) where state = 'dead' and told is null;

-- By which effect a message came to be, so that another one that says the same is not taken for it.
create index effect_message on effect (community_id, message_id);
