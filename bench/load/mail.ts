import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { readInput } from './child.ts'

export type MailInput = { port: number; to: string; connections: number; count: number; bytes: number }
export type MailOutput = { seconds: number }

/** Mails of a size, each another's, over connections that are kept. */
const run = async ({ port, to, connections, count, bytes }: MailInput): Promise<MailOutput> => {
  const line = `${'It does not print, whatever we do. '.repeat(2)}\r\n`
  const body = line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes)
  const run = Date.now().toString(36)
  let next = 0
  const send = async (): Promise<void> => {
    const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true })
    connection.on('error', () => {}) // whoever sends is told too
    await new Promise<void>((open, fail) => connection.connect((error) => (error ? fail(error) : open())))
    while (next < count) {
      const n = next++
      const from = `customer${n % 5_000}@example.com`
      const raw = `From: Customer <${from}>\r\nTo: ${to}\r\nSubject: Printer ${n}\r\nMessage-ID: <${run}.${n}@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n${n}: ${body}`
      await new Promise<void>((sent, fail) =>
        connection.send({ from, to: [to] }, raw, (error) => (error ? fail(error) : sent())),
      )
    }
    connection.quit()
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, send))
  return { seconds: (performance.now() - began) / 1000 }
}

process.stdout.write(JSON.stringify(await run(await readInput<MailInput>())))
