-- A mail of no ticket has its pictures as uploads that no message takes. They stay as long as the mail may be sent and read.
alter table attachment add column kept_until timestamptz;
