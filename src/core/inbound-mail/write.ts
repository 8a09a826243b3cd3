import type pg from 'pg'
import type { MailEnvelope, MailVerdict } from '../../store/schema.ts'
import type { Lodge } from '../lodge.ts'
import { readHead } from './head.ts'
import type { KeptMail } from './keep.ts'

/** A kept mail, for one mailbox. */
export type MailForMailbox = {
  deskId: string
  mailboxId: string
  kept: KeptMail
  envelope: MailEnvelope
  verdict: MailVerdict | null
  /** What the way in knows this mail by, used where its bytes alone do not tell it from another. */
  sourceKey: string | null
  /** Why nobody need look into it: it is kept back at once. */
  quarantine?: string | undefined
}

/** A row that is new, and its file. */
export type WrittenMail = { id: string; deskId: string; mailboxId: string; key: string }

/**
 * Writes the rows of mails, in one statement and one transaction with whatever else `db` does. A mail that its mailbox
 * has already gets no second row: the same bytes with a Message-ID or a trace of servers, or the same `sourceKey`.
 * Answers which were new.
 */
export const writeMails = async (
  lodge: Lodge,
  db: pg.Pool | pg.PoolClient,
  mails: MailForMailbox[],
): Promise<WrittenMail[]> => {
  if (mails.length === 0) return []
  const rows = mails.map((mail) => {
    const { messageId, traced } = readHead(mail.kept.head)
    const own = messageId !== null || traced
    return {
      desk_id: mail.deskId,
      id: lodge.store.nextId(),
      mailbox_id: mail.mailboxId,
      state: mail.quarantine === undefined ? 'stored' : 'quarantined',
      reason: mail.quarantine ?? null,
      storage_key: mail.kept.key,
      size: mail.kept.size,
      sha256: mail.kept.sha256.toString('hex'),
      // PostgreSQL's text holds no NUL.
      message_id: messageId?.replaceAll('\0', '') ?? null,
      envelope: mail.envelope,
      verdict: mail.verdict,
      source_key: own ? `sha256/${mail.kept.sha256.toString('hex')}` : mail.sourceKey,
    }
  })
  const written = await db.query<{ id: string; desk_id: string; mailbox_id: string; storage_key: string }>({
    name: 'write_mails',
    text: `insert into inbound_mail
       (desk_id, id, mailbox_id, state, reason, storage_key, size, sha256, message_id, envelope, verdict, source_key, decided_at)
     select m.desk_id, m.id, m.mailbox_id, m.state, m.reason, m.storage_key, m.size, decode(m.sha256, 'hex'), m.message_id,
       m.envelope, nullif(m.verdict, 'null'), m.source_key, case m.state when 'quarantined' then now() end
     from jsonb_to_recordset($1::jsonb) m (
       desk_id bigint, id bigint, mailbox_id bigint, state text, reason text, storage_key text, size bigint, sha256 text,
       message_id text, envelope jsonb, verdict jsonb, source_key text
     )
     on conflict (desk_id, mailbox_id, source_key) do nothing
     returning id, desk_id, mailbox_id, storage_key`,
    values: [JSON.stringify(rows)],
  })
  return written.rows.map((row) => ({
    id: row.id,
    deskId: row.desk_id,
    mailboxId: row.mailbox_id,
    key: row.storage_key,
  }))
}
