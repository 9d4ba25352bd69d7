-- Roles of a chat server that make somebody lead, expert or staff here; badges that stand on a ladder; what is gone.

alter table member_role add column mapped bigint;   -- since when it comes with a role of the chat server; null: given by hand
create index account_role_by_role on account_role (community_id, role_id);

alter table badge add column ladder text;           -- the ladder that it is a step of; null: none
alter table badge add column step bigint;           -- how high it stands there

alter table channel add column gone bigint;         -- since when it is deleted
alter table server add column gone bigint;          -- since when Kith is no longer on it
