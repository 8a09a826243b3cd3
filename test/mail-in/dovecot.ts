import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const NOBODY = 65_534
/** Of Debian's package dovecot-imapd: .ci/run sees to it. */
const DOVECOT = 'dovecot'

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })

/**
 * A real Dovecot of the test's own, on a free port of this machine: plain text, one password for whatever user. As root it
 * runs as nobody. `introspection`: where it asks about access tokens.
 */
export const startDovecot = async ({ introspection }: { introspection?: string } = {}) => {
  const dir = mkdtempSync(join(tmpdir(), 'dovecot-'))
  const isRoot = process.getuid?.() === 0
  const [uid, gid] = isRoot ? [NOBODY, NOBODY] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  const user = isRoot ? 'nobody' : userInfo().username
  const group = isRoot ? 'nogroup' : String(gid)
  const port = await freePort()
  mkdirSync(join(dir, 'mail'))
  const oauth = introspection
    ? `passdb {\n driver = oauth2\n mechanisms = xoauth2 oauthbearer\n args = ${dir}/oauth2.conf\n}`
    : ''
  writeFileSync(
    join(dir, 'oauth2.conf'),
    `introspection_url = ${introspection}\nintrospection_mode = get\nusername_attribute = username\n`,
  )
  const alone = (service: string) => `service ${service} {\n chroot =\n user = ${user}\n}`
  writeFileSync(
    join(dir, 'dovecot.conf'),
    `base_dir = ${dir}/run
state_dir = ${dir}/run
log_path = ${dir}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain ${introspection ? 'xoauth2' : ''}
default_internal_user = ${user}
default_login_user = ${user}
default_internal_group = ${group}
mail_location = maildir:${dir}/mail/%u
mail_max_userip_connections = 100
first_valid_uid = 1
first_valid_gid = 1
namespace inbox {
 inbox = yes
 separator = /
}
${oauth}
passdb {
 driver = static
 mechanisms = plain
 args = password=geheim
}
userdb {
 driver = static
 args = uid=${uid} gid=${gid} home=${dir}/mail/%u
}
service imap-login {
 chroot =
 user = ${user}
 inet_listener imap {
  port = ${port}
 }
 inet_listener imaps {
  port = 0
 }
}
${alone('anvil')}
${alone('stats')}
`,
  )
  if (isRoot) for (const one of ['', 'mail', 'oauth2.conf', 'dovecot.conf']) chownSync(join(dir, one), uid, gid)
  chmodSync(dir, 0o755)
  const child: ChildProcess = spawn(DOVECOT, ['-F', '-c', join(dir, 'dovecot.conf')], {
    ...(isRoot && { uid, gid }),
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (piece) => {
    said += piece
  })
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  child.once('error', (error) => {
    said += String(error)
  })
  const log = () => {
    try {
      return readFileSync(join(dir, 'log'), 'utf8')
    } catch {
      return said
    }
  }
  for (let tries = 0; !(await greets(port)); tries++) {
    if (tries > 100) throw new Error(`dovecot does not start:\n${said}\n${log()}`)
    await sleep(100)
  }
  const maildir = (name: string) => join(dir, 'mail', name)
  const own = (path: string) => {
    if (isRoot) chownSync(path, uid, gid)
  }
  return {
    port,
    log,
    /** Puts mails into a user's INBOX as a delivery agent does: files, in the order of their names. */
    deliver: (name: string, mails: Iterable<string>) => {
      const root = maildir(name)
      for (const folder of ['', 'new', 'cur', 'tmp']) {
        mkdirSync(join(root, folder), { recursive: true })
        own(join(root, folder))
      }
      let count = readdirSync(join(root, 'new')).length + readdirSync(join(root, 'cur')).length
      for (const mail of mails) {
        count += 1
        const path = join(root, 'new', `1700000000.M${String(count).padStart(7, '0')}.test`)
        writeFileSync(path, mail)
        own(path)
      }
    },
    /** Has it forget all UIDs of a user: the next one to look gets a new UIDVALIDITY. */
    forgetUids: (name: string) => {
      for (const file of readdirSync(maildir(name)).filter((one) => one.startsWith('dovecot'))) {
        rmSync(join(maildir(name), file), { recursive: true })
      }
    },
    /** The flags of each mail of a user's folder, as the files' names have them. */
    flags: (name: string, folder = '') =>
      ['new', 'cur']
        .flatMap((part) => readdirSync(join(maildir(name), folder, part)))
        .map((file) => file.split(':2,')[1] ?? ''),
    stop: async () => {
      child.kill('SIGTERM')
      await exited
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const greets = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
    socket.once('close', () => done(false))
  })

/** A line to a port, or to a socket's path, that can be cut: all of it, or after so many bytes from the server. */
export const openLine = async (to: number | string) => {
  const sockets = new Set<Socket>()
  let left = Number.POSITIVE_INFINITY
  let cuts = 0
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  let down = false
  const server = createServer((near) => {
    if (down) {
      near.destroy()
      return
    }
    const far = typeof to === 'string' ? connect(to) : connect(to, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    far.on('data', (piece) => {
      left -= piece.length
      if (left > 0) near.write(piece)
      else {
        left = Number.POSITIVE_INFINITY
        cuts += 1
        cut()
      }
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    connections: () => sockets.size / 2,
    /** Cuts it and takes no connection; or takes them again. */
    setDown: (isDown: boolean) => {
      down = isDown
      if (down) cut()
    },
    cuts: () => cuts,
    cutAfter: (bytes: number) => {
      left = bytes
    },
    close: () => {
      cut()
      server.close()
    },
  }
}
