import type { ImapFlow } from 'imapflow'
import { type KeptMail, keepMail } from '../../../../core/inbound-mail/keep.ts'
import type { MailForMailbox } from '../../../../core/inbound-mail/write.ts'
import type { Lodge } from '../../../../core/lodge.ts'
import type { ImapMailbox } from '../../../../core/mailboxes/imap-claim.ts'
import { deliveredEnvelope } from '../delivered.ts'
import { providerVerdict } from '../provider-verdict.ts'
import { ImapFailure } from './connect.ts'

export type Listed = { uid: number; size: number }

/** Larger ones are streamed, one by one. */
const AT_ONCE_MAX = 1024 * 1024
/** What is kept of a mail that is too large: enough to see whose it is. */
const BEGINNING = 64 * 1024
const FILES_AT_ONCE = 8

/** Whose checks are believed at the large providers where nobody says otherwise. */
const AUTHSERV_IDS: Record<string, string> = {
  'imap.gmail.com': 'mx.google.com',
  'outlook.office365.com': 'microsoft',
}

/** The mails behind a UID, in its order, without their bytes. */
export const listBehind = async (client: ImapFlow, uid: number, since: Date | null): Promise<Listed[]> => {
  const listed: Listed[] = []
  for await (const one of client.fetch(`${uid + 1}:*`, { uid: true, size: true, internalDate: true }, { uid: true })) {
    // `*` is the last mail there is, be it behind the UID or not (RFC 9051, section 9, seq-range).
    if (one.uid <= uid) continue
    const date = one.internalDate === undefined ? null : new Date(one.internalDate)
    if (since && date && date < since) continue
    listed.push({ uid: one.uid, size: one.size ?? 0 })
  }
  return listed.sort((a, b) => a.uid - b.uid)
}

/**
 * Fetches mails and keeps them as files. One that is gone by now is left out. One that is larger than `maxBytes` stays in
 * its folder: its beginning is kept, in quarantine, so that somebody sees it.
 */
export const fetchMails = async (
  lodge: Lodge,
  client: ImapFlow,
  mailbox: ImapMailbox,
  { mails, uidValidity, maxBytes }: { mails: Listed[]; uidValidity: bigint; maxBytes: number },
): Promise<MailForMailbox[]> => {
  const authservId = mailbox.authservId ?? AUTHSERV_IDS[mailbox.host]
  const done: { uid: number; mail: MailForMailbox }[] = []
  const add = async (uid: number, source: AsyncIterable<Buffer>, quarantine?: string) => {
    const kept = await keep(lodge, source)
    const mail = {
      deskId: mailbox.deskId,
      mailboxId: mailbox.mailboxId,
      kept,
      envelope: deliveredEnvelope(kept.head, mailbox.address, 'imap' as const),
      verdict: (authservId !== undefined && providerVerdict(kept.head, authservId)) || null,
      sourceKey: `imap/${uidValidity}/${uid}`,
      ...(quarantine !== undefined && { quarantine }),
    }
    done.push({ uid, mail })
  }

  const small = mails.filter((one) => one.size <= Math.min(AT_ONCE_MAX, maxBytes)).map((one) => one.uid)
  if (small.length > 0) {
    const writing = new Set<Promise<void>>()
    for await (const { uid, source } of client.fetch(small, { uid: true, source: true }, { uid: true })) {
      if (!source) continue
      const written = add(uid, whole(source))
      writing.add(written)
      // Its failure is seen where all are waited for.
      written.catch(() => {}).finally(() => writing.delete(written))
      if (writing.size >= FILES_AT_ONCE) await Promise.race(writing)
    }
    await Promise.all(writing)
  }
  for (const { uid, size } of mails.filter((one) => !small.includes(one.uid))) {
    const isTooLarge = size > maxBytes
    const options = { uid: true, ...(isTooLarge && { maxBytes: BEGINNING }) }
    const download = await client.download(String(uid), undefined, options)
    if (!('content' in download) || !download.content) continue
    const reason = `The mail has ${size} bytes, more than LODGE_MAIL_LIMIT: this is its beginning, the whole is in its folder.`
    await add(uid, download.content as AsyncIterable<Buffer>, isTooLarge ? reason : undefined) // a stream of bytes
  }
  return done.sort((a, b) => a.uid - b.uid).map((one) => one.mail)
}

const keep = async (lodge: Lodge, source: AsyncIterable<Buffer>): Promise<KeptMail> => {
  const kept = await keepMail(lodge, source, Number.MAX_SAFE_INTEGER)
  if (kept.ok) return kept.value
  throw new ImapFailure('Lodge has no room for mail just now: it stays in its folder until there is.')
}

async function* whole(raw: Buffer) {
  yield raw
}
