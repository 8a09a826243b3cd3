-- What is put below a public answer when it is mailed: html with placeholders. A member's own goes before their department's,
-- that before the desk's.
alter table member add column signature text;
alter table department add column signature text;
alter table desk add column signature text;

-- What waits to be sent was written without one; what is still being written gets one like any other answer.
update scheduled_message set content = content || '{"signed": false}' where state <> 'sent';
update draft set content = content || '{"signed": true}';
