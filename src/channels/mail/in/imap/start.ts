import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Lodge } from '../../../../core/lodge.ts'
import { claimImapMailboxes, type ImapMailbox, releaseImapMailboxes } from '../../../../core/mailboxes/imap-claim.ts'
import { LeaseLost, noteFailing } from '../../../../core/mailboxes/imap-cursor.ts'
import type { Outbound } from '../../../outbound.ts'
import { connectImap, ImapFailure, inWords } from './connect.ts'
import { openLogin } from './login.ts'
import { readFolder } from './read.ts'

export type ImapOptions = {
  maxBytes: number
  /** How often a folder is looked at whether its server tells of mail or not. */
  pollMs?: number
  /** How often it is looked for other folders to read. */
  claimMs?: number
  /** After how long a broken connection is tried again: at first, and at most. */
  retryMs?: { first: number; max: number }
}

/**
 * Fetches mail from all folders that no other process reads. A connection that breaks is opened again, at first soon, then
 * more and more seldom; what was fetched and not stored is fetched again.
 */
export const startImap = (lodge: Lodge, outbound: Outbound, options: ImapOptions): { stop: () => Promise<void> } => {
  const { maxBytes, pollMs = 60_000, claimMs = 5_000, retryMs = { first: 2_000, max: 300_000 } } = options
  const holder = randomUUID()
  const stopped = new AbortController()
  const readers = new Map<string, { version: string; stop: () => Promise<void> }>()

  const readOnce = async (
    mailbox: ImapMailbox,
    login: ReturnType<typeof openLogin>,
    signal: AbortSignal,
  ): Promise<void> => {
    const client = await connectImap(outbound, mailbox, login)
    // What is being fetched is given up: it is fetched again.
    const close = () => client.close()
    signal.addEventListener('abort', close, { once: true })
    try {
      await readFolder(lodge, client, mailbox, { holder, maxBytes, pollMs, signal })
    } catch (error) {
      if (client.usable || error instanceof LeaseLost) throw error
      throw new ImapFailure(inWords(error, mailbox))
    } finally {
      signal.removeEventListener('abort', close)
      close()
    }
  }

  const read = async (mailbox: ImapMailbox, signal: AbortSignal): Promise<void> => {
    const login = openLogin(lodge, outbound, mailbox)
    let pause = retryMs.first
    while (!signal.aborted) {
      const began = performance.now()
      try {
        await readOnce(mailbox, login, signal)
      } catch (error) {
        if (signal.aborted || error instanceof LeaseLost) return
        lodge.log.warn({ err: error, mailbox: mailbox.mailboxId }, 'a mailbox could not be read')
        // What is not the server's failure is ours, or the database's: nothing that its owner could mend.
        if (error instanceof ImapFailure) {
          await noteFailing(lodge, { ...mailbox, holder }, error.message).catch(() => {})
        }
      }
      // One that went well for a while is not one that never did.
      if (performance.now() - began > retryMs.max) pause = retryMs.first
      await sleep(pause * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {})
      pause = Math.min(pause * 2, retryMs.max)
    }
  }

  const start = (mailbox: ImapMailbox) => {
    const ended = new AbortController()
    const running = read(mailbox, ended.signal)
    const stop = async () => {
      ended.abort()
      await running
    }
    readers.set(mailbox.mailboxId, { version: mailbox.version, stop })
    running.finally(() => {
      if (readers.get(mailbox.mailboxId)?.stop === stop) readers.delete(mailbox.mailboxId)
    })
  }

  const claim = async (): Promise<void> => {
    const mailboxes = await claimImapMailboxes(lodge, holder)
    const byId = new Map(mailboxes.map((one) => [one.mailboxId, one]))
    for (const [id, reader] of [...readers]) {
      if (byId.get(id)?.version !== reader.version) await reader.stop()
    }
    for (const mailbox of mailboxes) if (!readers.has(mailbox.mailboxId)) start(mailbox)
  }
  const keepClaiming = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await claim().catch((error) => lodge.log.warn({ err: error }, 'mailboxes could not be looked for'))
      await sleep(claimMs, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }
  const claiming = keepClaiming()

  return {
    stop: async () => {
      stopped.abort()
      await claiming
      await Promise.all([...readers.values()].map((reader) => reader.stop()))
      await releaseImapMailboxes(lodge, holder).catch(() => {}) // the lease ends by itself
    },
  }
}
