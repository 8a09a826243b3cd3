import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailServer } from '../operator.ts'

/** A server and the address of it that was checked. */
export type Checked = MailServer & { address: string }

/** A server may close what has sent much, or nothing for long: we do so before it does. */
const MAILS_PER_CONNECTION = 100
const IDLE_MS = 30_000

type Idle = { connection: SMTPConnection; sent: number; timer: NodeJS.Timeout }
export type Session = { connection: SMTPConnection; sent: number }

export type Connections = {
  /** A connection that is open, greeted, encrypted as asked for and signed in. Rejects with nodemailer's error. */
  take: (server: Checked, name: string) => Promise<Session>
  /** Gives back one that has just sent a mail; one on which anything failed is closed instead. */
  give: (server: Checked, session: Session) => void
  close: () => void
}

/**
 * Connections that are kept for the next mail. Ours and not nodemailer's pool: that one sends a mail again by itself where
 * a connection breaks, and whether it may be sent again is what our deliveries keep account of.
 */
export const openConnections = (timeoutMs: number): Connections => {
  const idle = new Map<string, Idle[]>()
  const keyOf = (server: Checked) => JSON.stringify(server)

  const takeIdle = (key: string): Session | undefined => {
    for (let kept = idle.get(key)?.pop(); kept; kept = idle.get(key)?.pop()) {
      clearTimeout(kept.timer)
      if (!kept.connection.destroyed) return kept
    }
    idle.delete(key)
    return undefined
  }
  return {
    take: async (server, name) =>
      takeIdle(keyOf(server)) ?? { connection: await connect(server, name, timeoutMs), sent: 0 },
    give: (server, { connection, sent }) => {
      if (sent + 1 >= MAILS_PER_CONNECTION) {
        connection.quit()
        return
      }
      const key = keyOf(server)
      const timer = setTimeout(() => {
        const left = (idle.get(key) ?? []).filter((kept) => kept.connection !== connection)
        if (left.length > 0) idle.set(key, left)
        else idle.delete(key)
        connection.quit()
      }, IDLE_MS)
      timer.unref()
      idle.set(key, [...(idle.get(key) ?? []), { connection, sent: sent + 1, timer }])
    },
    close: () => {
      for (const { connection, timer } of [...idle.values()].flat()) {
        clearTimeout(timer)
        connection.close()
      }
      idle.clear()
    },
  }
}

const connect = (server: Checked, name: string, timeoutMs: number): Promise<SMTPConnection> =>
  new Promise((resolve, reject) => {
    const connection = new SMTPConnection({
      host: server.address,
      // The certificate is the host's, whichever of its addresses was checked.
      ...(server.address === server.host ? {} : { servername: server.host }),
      port: server.port,
      secure: server.tls === 'implicit',
      requireTLS: server.tls === 'starttls',
      ignoreTLS: server.tls === 'none',
      // A server of one's own network has a certificate nobody can check: encrypted is still better than not.
      ...(server.tls === 'opportunistic' ? { tls: { rejectUnauthorized: false } } : {}),
      name,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    })
    const fail = (error: Error) => {
      reject(error) // before what closing it says
      connection.close()
    }
    // Whoever sends gets the same error; between mails, an end is found when it is taken next.
    connection.on('error', fail)
    connection.once('end', () => reject(Object.assign(new Error('Connection closed'), { code: 'ECONNECTION' })))
    connection.connect((error) => {
      if (error) return fail(error)
      if (!server.auth) return resolve(connection)
      if (!connection.allowsAuth) return fail(Object.assign(new Error('no AUTH'), { code: 'ENOAUTH' }))
      connection.login({ user: server.auth.user, pass: server.auth.password }, (refused) =>
        refused ? fail(refused) : resolve(connection),
      )
    })
  })
