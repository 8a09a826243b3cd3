import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { MailServer } from '../../src/channels/mail/operator.ts'

export type ReceivedMail = { from: string; to: string[]; raw: string; parsed: ParsedMail; user: string | undefined }

/** What it answers to a recipient, or to a whole mail; undefined for yes. */
type Refusal = { code: number; text: string } | undefined

export type MailServerOptions = {
  smtp?: SMTPServerOptions
  recipient?: (address: string) => Refusal
  /** Mails are kept as they came and not read, where there are thousands of them. */
  unread?: boolean
  /** Asked when a mail is complete. `drop` closes the line without an answer, `silent` never answers. */
  mail?: (mail: ReceivedMail, count: number) => Refusal | 'drop' | 'silent' | Promise<Refusal>
}

export type TestMailServer = {
  server: MailServer
  port: number
  /** Mails that came whole, whatever was answered. */
  received: ReceivedMail[]
  connections: () => number
  close: () => Promise<unknown>
}

const refuse = (refusal: Exclude<Refusal, undefined>): Error =>
  Object.assign(new Error(refusal.text), { responseCode: refusal.code })

/** A real SMTP server on loopback. */
export const openMailServer = async (options: MailServerOptions = {}): Promise<TestMailServer> => {
  const received: ReceivedMail[] = []
  let connections = 0
  const smtp = new SMTPServer({
    disabledCommands: options.smtp?.secure ? [] : ['STARTTLS', 'AUTH'],
    authOptional: true,
    closeTimeout: 100,
    ...options.smtp,
    onConnect: (_session, done) => {
      connections += 1
      done()
    },
    onRcptTo: ({ address }, _session, done) => {
      const refusal = options.recipient?.(address)
      done(refusal ? refuse(refusal) : null)
    },
    onData: (stream, session, done) => {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', async () => {
        const raw = Buffer.concat(pieces)
        const { mailFrom, rcptTo } = session.envelope
        const mail = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: raw.toString('utf8'),
          parsed: await simpleParser(options.unread ? '' : raw),
          user: session.user === undefined ? undefined : String(session.user),
        }
        received.push(mail)
        const answer = await options.mail?.(mail, received.length)
        if (answer === 'silent') return
        // smtp-server has no other way to hang up: its connections are its own.
        if (answer === 'drop') for (const one of [...smtp.connections]) one.close()
        else if (answer) done(refuse(answer))
        else done(null, 'taken as 1234')
      })
    },
  })
  smtp.on('error', () => {}) // a client that hangs up, as tests have it do
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening))
  const { port } = smtp.server.address() as AddressInfo // it listens on TCP
  return {
    server: { host: '127.0.0.1', port, tls: 'none', auth: null, isTrusted: true },
    port,
    received,
    connections: () => connections,
    close: () => new Promise<void>((closed) => smtp.close(() => closed())),
  }
}
