-- Whose account a disabled member's was: who is enabled again is let in by that one, and by no other of the same address.
alter table member add column former_user_id bigint;

-- After so many minutes without a request a session is over on this desk; null: never.
alter table desk add column session_idle_minutes integer;
