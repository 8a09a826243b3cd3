-- Reading all of a desk's messages by time. A summary of each 128 pages: what is written adds next to nothing to it.
create index message_age on message using brin (created_at);
