import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import ipaddr from 'ipaddr.js'
import type { SMTPServerSession } from 'smtp-server'
import { acceptMail } from '../../../core/inbound-mail/accept.ts'
import { countRefused } from '../../../core/inbound-mail/tally.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { findRecipients, type Recipient } from '../../../core/mailboxes/recipients.ts'
import type { MailVerdict } from '../../../store/schema.ts'
import { openAddressLimits } from './limits.ts'
import { providerVerdict } from './provider-verdict.ts'
import type { MailChecker } from './verdict.ts'

export type SmtpOptions = {
  host: string
  port: number
  /** What it calls itself. */
  name: string
  /** In PEM. Without, STARTTLS is not offered. */
  tls: { key: string; cert: string } | null
  /** The largest mail, in bytes. */
  maxBytes: number
  /** Addresses and CIDRs of the operator's own mail servers that pass mail on: what they found out is believed. */
  relays: string[]
  /** Mails a minute from one address; false for as many as it likes. Relays are not limited. */
  perMinute: number | false
  check: MailChecker
}

const CLIENTS_MAX = 500
const CONNECTIONS_PER_ADDRESS = 50
const RECIPIENTS_MAX = 100
const UNKNOWN_MAX = 20
const DRAIN_MS = 30_000

/** An SMTP reply (RFC 5321, section 4.2), with its enhanced status code (RFC 3463). */
const reply = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode })
const TRY_LATER = reply(451, '4.3.0 Lodge cannot store mail just now, try again later')
const FULL = reply(452, '4.3.1 Lodge has no room for mail just now, try again later')

/** What a transaction has found out: the mailboxes of its recipients, by their id. */
type Found = Map<string, Recipient & { to: string[] }>

/**
 * Takes mail in by SMTP (RFC 5321), for the mailboxes there are and nobody else's: it relays nothing. 250 is said once a
 * mail is durably stored; what is wrong here is a 4xx, so that the sender keeps the mail and tries again.
 */
export const startSmtp = async (
  lodge: Lodge,
  options: SmtpOptions,
): Promise<{ port: number; renew: (tls: { key: string; cert: string }) => void; stop: () => Promise<void> }> => {
  const limits = openAddressLimits({
    connections: CONNECTIONS_PER_ADDRESS,
    perMinute: options.perMinute === false ? Number.POSITIVE_INFINITY : options.perMinute,
  })
  const relays = options.relays.map((one) => (one.includes('/') ? one : `${one}/${one.includes(':') ? 128 : 32}`))
  const networks = relays.map((one) => ipaddr.parseCIDR(one))
  const isRelay = (address: string): boolean => {
    const parsed = ipaddr.process(address)
    return networks.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits))
  }
  const found = new WeakMap<SMTPServerSession['envelope'], Found>()
  const unknown = new WeakMap<SMTPServerSession, number>()
  const admitted = new WeakSet<SMTPServerSession>()
  /** Mails that are on their way in. */
  const taking = new Set<Promise<void>>()

  const { SMTPServer } = await import('smtp-server')
  const server = new SMTPServer({
    name: options.name,
    banner: 'Lodge',
    size: options.maxBytes,
    maxClients: CLIENTS_MAX,
    maxRecipients: RECIPIENTS_MAX,
    maxAllowedUnauthenticatedCommands: false,
    disableReverseLookup: true,
    disabledCommands: options.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    hideENHANCEDSTATUSCODES: true, // ours are in the texts, where the library's own would come twice
    closeTimeout: DRAIN_MS,
    ...options.tls,
    onConnect: (session, done) => {
      if (isRelay(session.remoteAddress)) return done()
      if (!limits.connect(session.remoteAddress))
        return done(reply(421, '4.7.0 Too many connections from your address'))
      admitted.add(session)
      done()
    },
    onClose: (session, done) => {
      if (admitted.delete(session)) limits.disconnect(session.remoteAddress)
      done()
    },
    onMailFrom: (_address, session, done) => {
      if (isRelay(session.remoteAddress) || limits.take(session.remoteAddress)) done()
      else done(reply(451, '4.7.1 Too many mails from your address, try again later'))
    },
    onRcptTo: ({ address }, session, done) => {
      findRecipients(lodge, address, 'smtp').then(
        (recipients) => {
          if (recipients.length > 0) {
            const all: Found = found.get(session.envelope) ?? new Map()
            for (const one of recipients) {
              const to = new Set(all.get(one.mailboxId)?.to).add(address)
              all.set(one.mailboxId, { ...one, to: [...to] })
            }
            found.set(session.envelope, all)
            return done()
          }
          const count = (unknown.get(session) ?? 0) + 1
          unknown.set(session, count)
          // Who asks for one address after another looks for those there are.
          if (count > UNKNOWN_MAX) return done(reply(421, '4.7.0 Too many unknown recipients'))
          done(reply(550, '5.1.1 There is no such mailbox here'))
        },
        (error: unknown) => {
          lodge.log.warn({ err: error }, 'a recipient could not be looked up; the sender was asked to try again')
          done(TRY_LATER)
        },
      )
    },
    onData: (stream, session, done) => {
      const recipients = [...(found.get(session.envelope)?.values() ?? [])]
      const fromRelay = isRelay(session.remoteAddress)
      const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
      const { remoteAddress: ip, hostNameAppearsAs: helo } = session
      let checked: Promise<MailVerdict> | undefined
      const take = async (): Promise<Error | undefined> => {
        const accepted = await acceptMail(lodge, {
          source: undestroyed(stream),
          maxBytes: options.maxBytes,
          mailboxes: recipients,
          envelope: { from: sender, ip, helo, tls: session.secure, via: 'smtp' },
          verdict: async (kept, mailboxId) => {
            if (fromRelay) {
              const authservId = recipients.find((one) => one.mailboxId === mailboxId)?.authservId
              return (authservId && providerVerdict(kept.head, authservId)) || null
            }
            checked ??= options.check(() => lodge.blobs.read(kept.key), { ip, helo, sender })
            return checked
          },
          sourceKey: null,
        })
        if (accepted.ok) return undefined
        if (accepted.error.code === 'storage_full') return FULL
        await countRefused(lodge, recipients)
        return reply(552, `5.3.4 The mail is larger than ${options.maxBytes} bytes`)
      }
      const taken = take()
        .catch((error: unknown) => {
          lodge.log.warn({ err: error, ip }, 'a mail could not be stored; its sender was asked to try again')
          return TRY_LATER
        })
        .then((refusal) => {
          // The answer comes after the last byte, whatever was wrong with the first ones.
          const answer = () => (refusal ? done(refusal) : done(null, '2.0.0 Stored'))
          if (stream.readableEnded || stream.destroyed) return answer()
          stream.once('close', answer)
          stream.resume()
        })
      taking.add(taken)
      taken.finally(() => taking.delete(taken))
    },
  })
  server.on('error', (error) => lodge.log.info({ err: error }, 'an SMTP client went away'))
  await new Promise<void>((listening, failed) => {
    server.server.once('error', failed)
    server.listen(options.port, options.host, () => {
      server.server.off('error', failed)
      listening()
    })
  })
  const { port } = server.server.address() as AddressInfo // it listens on TCP
  return {
    port,
    renew: (tls) => server.updateSecureContext(tls),
    stop: async () => {
      const stopped = new Promise<void>((done) => server.close(() => done()))
      await Promise.race([Promise.all(taking), stopped])
      // Those that bring nothing just now would be waited for in vain.
      for (const connection of [...server.connections]) {
        connection.send(421, '4.3.2 Lodge stops, try again later')
        connection.close()
      }
      await stopped
    },
  }
}

/** A stream's bytes; one that is left half-way stays open, for the rest to be read away. */
async function* undestroyed(stream: Readable): AsyncGenerator<Buffer> {
  yield* stream.iterator({ destroyOnReturn: false })
}
