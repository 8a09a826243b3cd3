import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import type { Lodge } from '../../../../core/lodge.ts'
import type { ImapMailbox } from '../../../../core/mailboxes/imap-claim.ts'
import { noteFailing, noteTidied, openCursor, storeFetched } from '../../../../core/mailboxes/imap-cursor.ts'
import { ImapFailure, inWords } from './connect.ts'
import { fetchMails, type Listed, listBehind } from './fetch.ts'

export type ReadOptions = { holder: string; maxBytes: number; pollMs: number; signal: AbortSignal }

/** A batch is stored at once: what a dropped connection has to fetch again. */
const BATCH_MAILS = 200
const BATCH_BYTES = 8 * 1024 * 1024

/**
 * Reads a folder over one connection until that ends or `signal` fires: first all that is behind the cursor, then what
 * comes, as IDLE (RFC 2177) tells of it, and each `pollMs` whether it tells or not. Throws what breaks it.
 */
export const readFolder = async (
  lodge: Lodge,
  client: ImapFlow,
  mailbox: ImapMailbox,
  options: ReadOptions,
): Promise<void> => {
  const whose = { ...mailbox, holder: options.holder }
  const folder = await client
    .mailboxOpen(mailbox.folder, { readOnly: mailbox.afterStore === 'nothing' })
    .catch((error) => {
      throw new ImapFailure(`The folder ${mailbox.folder} cannot be opened. ${inWords(error, mailbox)}`)
    })
  const { uidValidity } = folder
  // INTERNALDATE counts by seconds.
  const since = mailbox.backlog ? null : new Date(Math.floor(mailbox.createdAt.getTime() / 1_000) * 1_000)
  const cursor = await openCursor(lodge, whose, {
    uidValidity,
    exists: folder.exists,
    from: since ? await lastBefore(client, since, folder.uidNext) : 0,
  })
  const bell = openBell(client, options.signal)
  let { lastUid, tidiedUid } = cursor
  while (!options.signal.aborted) {
    const rings = bell.count()
    const listed = await listBehind(client, lastUid, since)
    for (let at = 0; at < listed.length && !options.signal.aborted; ) {
      const batch = nextBatch(listed, at)
      const mails = await fetchMails(lodge, client, mailbox, { mails: batch, uidValidity, maxBytes: options.maxBytes })
      at += batch.length
      lastUid = batch.at(-1)?.uid ?? lastUid
      await storeFetched(lodge, whose, mails, { lastUid, left: listed.length - at })
    }
    if (tidiedUid < lastUid && (await tidy(client, mailbox, { from: tidiedUid + 1, to: lastUid }, whose, lodge))) {
      tidiedUid = lastUid
      await noteTidied(lodge, whose, tidiedUid)
    }
    await bell.after(rings, options.pollMs)
    if (!client.usable) throw new ImapFailure(`${mailbox.host} closed the connection.`)
  }
}

const nextBatch = (listed: Listed[], at: number): Listed[] => {
  let bytes = 0
  let end = at
  while (end < listed.length && end - at < BATCH_MAILS) {
    bytes += listed[end]?.size ?? 0
    if (bytes > BATCH_BYTES && end > at) break
    end += 1
  }
  return listed.slice(at, end)
}

/** The UID behind which mails are new, where those from before are not wanted. */
const lastBefore = async (client: ImapFlow, since: Date, uidNext: number): Promise<number> => {
  // SINCE counts by days, so that those of the first day are looked at one by one.
  const found = (await client.search({ since }, { uid: true })) || []
  return found.length > 0 ? Math.min(...found) - 1 : Math.max(0, uidNext - 1)
}

/** Flags or moves what is stored. A server that will not is no reason to stop reading: it is shown, and tried again. */
const tidy = async (
  client: ImapFlow,
  mailbox: ImapMailbox,
  { from, to }: { from: number; to: number },
  whose: Parameters<typeof noteFailing>[1],
  lodge: Lodge,
): Promise<boolean> => {
  const range = `${from}:${to}`
  try {
    if (mailbox.afterStore === 'flag') await client.messageFlagsAdd(range, ['\\Seen'], { uid: true })
    if (mailbox.afterStore === 'move' && mailbox.afterFolder !== null) {
      const moved = await client.messageMove(range, mailbox.afterFolder, { uid: true })
      if (!moved) {
        await client.mailboxCreate(mailbox.afterFolder)
        if (!(await client.messageMove(range, mailbox.afterFolder, { uid: true }))) throw new Error('it refused')
      }
    }
    return true
  } catch (error) {
    if (!client.usable) throw error
    await noteFailing(lodge, whose, `Stored mails could not be flagged or moved. ${inWords(error, mailbox)}`)
    return false
  }
}

/** Rings where the server tells of mail, and where the connection or the reading ends. */
const openBell = (client: ImapFlow, signal: AbortSignal) => {
  let count = 0
  let wake = new AbortController()
  const ring = () => {
    count += 1
    wake.abort()
    wake = new AbortController()
  }
  client.on('exists', ring)
  client.on('close', ring)
  signal.addEventListener('abort', ring, { once: true })
  return {
    count: () => count,
    after: async (seen: number, ms: number): Promise<void> => {
      if (count !== seen || signal.aborted || !client.usable) return
      await sleep(ms, undefined, { signal: wake.signal }).catch(() => {})
    },
  }
}
