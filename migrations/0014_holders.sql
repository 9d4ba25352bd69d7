-- Who holds a badge, and who has a role, by themselves: an edited badge and a fresh question each ask for a few of many.
create index badge_grant_by_badge on badge_grant (community_id, badge_id) where revoked is null;
create index member_role_by_role on member_role (community_id, role);
