import { connect, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'

/** One SMTP connection, a line at a time: what a library would not let a test do. */
export const openSmtp = async (port: number) => {
  let socket: Socket | TLSSocket = connect(port, '127.0.0.1')
  let text = ''
  let waiting: (() => void) | undefined
  let closed = false
  const listen = () => {
    socket.on('data', (piece) => {
      text += piece.toString('latin1')
      waiting?.()
    })
    socket.on('close', () => {
      closed = true
      waiting?.()
    })
    socket.on('error', () => {})
  }
  listen()

  /** A whole reply, of however many lines; `closed` where there is none to come. */
  const read = async (): Promise<string> => {
    for (;;) {
      const end = /^\d{3} .*\r\n/m.exec(text)
      if (end) {
        const reply = text.slice(0, end.index + end[0].length)
        text = text.slice(reply.length)
        return reply.trimEnd()
      }
      if (closed) return 'closed'
      await new Promise<void>((wake) => {
        waiting = wake
      })
    }
  }
  const say = (line: string): Promise<string> => {
    socket.write(`${line}\r\n`)
    return read()
  }
  const greeting = await read()
  return {
    greeting,
    say,
    write: (bytes: Buffer | string) => socket.write(bytes),
    read,
    /** A whole mail as it stands, `.` at the beginning of lines doubled. */
    data: async (raw: Buffer): Promise<string> => {
      const ready = await say('DATA')
      if (!ready.startsWith('354')) return ready
      const stuffed = raw.toString('latin1').replace(/^\./gm, '..')
      socket.write(Buffer.from(`${stuffed}.\r\n`, 'latin1'))
      return read()
    },
    secure: async () => {
      socket.removeAllListeners('data')
      const plain = socket
      const secured = connectTls({ socket: plain, rejectUnauthorized: false })
      await new Promise((done) => secured.once('secureConnect', done))
      socket = secured
      listen()
    },
    hangUp: () => socket.destroy(),
  }
}

/** Sends one mail over a connection of its own; the last reply. */
export const sendMail = async (port: number, given: { from?: string; to: string[]; raw: Buffer }): Promise<string> => {
  const smtp = await openSmtp(port)
  try {
    await smtp.say('EHLO mx.sender.example')
    const from = await smtp.say(`MAIL FROM:<${given.from ?? 'ann@sender.example'}>`)
    if (!from.startsWith('250')) return from
    for (const to of given.to) {
      const reply = await smtp.say(`RCPT TO:<${to}>`)
      if (!reply.startsWith('250')) return reply
    }
    return await smtp.data(given.raw)
  } finally {
    smtp.hangUp()
  }
}
