-- Those who look after questions have a channel on each platform, as digests have.
update setting set key = key || '@' || (
    select c.platform from channel c
    where c.community_id = setting.community_id and cast(c.id as text) = setting.value
) where key = 'questions_channel' and exists (
    select 1 from channel c where c.community_id = setting.community_id and cast(c.id as text) = setting.value
);
delete from setting where key = 'questions_channel';
