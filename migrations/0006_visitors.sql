-- Visitors: guests, and people of other organisations in shared channels. They take part like everybody, and are told apart in
-- the digest.
alter table account add column visitor bigint;  -- since when known as a visitor
