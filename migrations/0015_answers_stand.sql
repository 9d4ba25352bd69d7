-- Behind every answer that everybody sees stands an effect, which is written twice: when it is given and once it stands in its
-- channel. So an index holds only what is asked of it: by time everything, by community what waits and what is dead, by message
-- what has one.
drop index effect_by_community;
create index effect_by_time on effect (community_id, made);
create index effect_dead on effect (community_id, made) where state = 'dead';
create index effect_waiting on effect (community_id, made) where state = 'waiting';
drop index effect_message;
create index effect_message on effect (community_id, message_id) where message_id is not null;
