-- What of its scopes a token of Tickiti's contract goes by, in that contract's words: several of its abilities are one scope
-- here. Null where it goes by its scopes, as all did before.
alter table credential add column abilities text[];

-- Whose name and address mails to customers about a department's tickets are from; null for the desk's own.
alter table department add column mailbox_id bigint;
