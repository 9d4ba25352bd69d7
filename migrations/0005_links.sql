-- One person by several accounts, one community on several servers.

-- A one-time code, and what came of it until both sides said yes.
create table link (
    id bigint primary key,
    community_id bigint not null references community (id),
    what text not null,            -- whether two persons or two communities become one
    code text,                     -- the code's fingerprint; null: it was used
    expires bigint not null,       -- until when the code, or what it led to, is open
    member_id bigint not null,     -- who asked for the code
    platform text not null,        -- by which account: that one is asked whether it is so
    account_id text not null,
    confirmed bigint,
    other_community bigint,        -- where the code was used; null: not yet
    other_member bigint,           -- who used it
    other_platform text,
    other_account text,
    other_confirmed bigint,
    kept bigint                    -- of two communities, the one that takes the other in, as both sides were told
);
create unique index link_by_code on link (code) where code is not null;
create index link_by_end on link (expires);
create index link_by_member on link (community_id, member_id);
create index link_by_other on link (other_community, other_member);

-- What an account must know for itself while one person has several.
alter table account add column arrived bigint;      -- when Kith first saw who it was before it was linked; null: it is not
alter table account add column used bigint;         -- when Kith was last asked by it; kept only while it is linked
alter table account add column wrong_codes bigint;  -- how many wrong codes were typed lately
alter table account add column wrong_since bigint;  -- since when

-- By which account it was, where no channel tells: so that accounts can part again. Null: by the only one there was.
alter table audit add column platform text;
alter table badge_grant add column platform text;
alter table contribution add column platform text;
alter table shoutout_to add column platform text;   -- null: by the one on the channel's platform
alter table member_role add column platforms text;  -- by which accounts the role came, each between blanks

-- Since when the same person holds the same badge by another account: it counts again when they part.
alter table badge_grant add column doubled bigint;

-- The community whose id is in the fingerprint, where it became part of this one; null: this one.
alter table forgotten add column made_in bigint;

-- A community on several platforms has channels of Kith's on each.
update setting set key = key || '@' || (
    select c.platform from channel c
    where c.community_id = setting.community_id and cast(c.id as text) = setting.value
) where key in ('digest_channel', 'log_channel') and exists (
    select 1 from channel c where c.community_id = setting.community_id and cast(c.id as text) = setting.value
);
delete from setting where key in ('digest_channel', 'log_channel');
