-- Whether images elsewhere, which a mail names, are shown: not at all, or fetched by us.
alter table mail_intake
  add column remote_images text not null default 'block' check (remote_images in ('block', 'proxy'));
