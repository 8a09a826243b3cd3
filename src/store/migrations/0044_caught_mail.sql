-- A caught mail is its delivery: like one that was sent, it is written anew from its event for whoever reads it.
drop table mail_caught;
