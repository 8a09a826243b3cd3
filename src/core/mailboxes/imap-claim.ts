import type { ImapTls } from '../../store/schema.ts'
import type { Lodge } from '../lodge.ts'
import { loginColumns } from './columns.ts'
import { type ImapLogin, sealedLogin } from './mailbox.ts'

/** A folder to fetch from. */
export type ImapMailbox = {
  deskId: string
  mailboxId: string
  address: string
  host: string
  port: number
  tls: ImapTls
  username: string
  /** Undefined where it can no longer be opened: LODGE_SECRET is another. */
  login: ImapLogin | undefined
  folder: string
  afterStore: 'nothing' | 'flag' | 'move'
  afterFolder: string | null
  /** Whether what the folder held before `createdAt` is taken too. */
  backlog: boolean
  createdAt: Date
  authservId: string | null
  /** Changes with each change of the settings. */
  version: string
}

const LEASE_SECONDS = 30

type Row = Omit<ImapMailbox, 'login' | 'version'> & { sealed: Buffer; updatedAt: Date }

/**
 * The folders that this process is to read from now on: those it reads already, and those that nobody does. Its right to
 * one lasts for half a minute, so it asks again well before.
 */
export const claimImapMailboxes = async (lodge: Lodge, holder: string): Promise<ImapMailbox[]> => {
  const found = await lodge.store.pool.query<Row>(
    `update mailbox_state s set holder = $1, held_until = now() + make_interval(secs => $2)
     from mailbox m
     where m.desk_id = s.desk_id and m.id = s.mailbox_id and m.kind = 'imap' and m.enabled
       and (s.holder = $1 or s.held_until is null or s.held_until < now())
     returning s.desk_id as "deskId", s.mailbox_id as "mailboxId", m.address, m.host, m.port, m.tls, m.username, m.folder,
       m.after_store as "afterStore", m.after_folder as "afterFolder", m.backlog, m.created_at as "createdAt",
       m.authserv_id as "authservId", m.login_sealed as sealed, m.updated_at as "updatedAt"`,
    [holder, LEASE_SECONDS],
  )
  return found.rows.map(({ sealed, updatedAt, ...row }) => {
    const login = lodge.secrets.unseal({ deskId: row.deskId, purpose: sealedLogin(row.mailboxId) }, sealed)
    return {
      ...row,
      // What columns.ts sealed.
      login: login === undefined ? undefined : (JSON.parse(login) as ImapLogin),
      version: updatedAt.toISOString(),
    }
  })
}

/** Lets go of all of a process's folders, for the next one to read them at once. */
export const releaseImapMailboxes = async (lodge: Lodge, holder: string): Promise<void> => {
  await lodge.store.pool.query('update mailbox_state set holder = null, held_until = null where holder = $1', [holder])
}

/** Keeps a login that the token endpoint has changed. It is no change of the settings. */
export const keepLogin = async (
  lodge: Lodge,
  { deskId, mailboxId }: Pick<ImapMailbox, 'deskId' | 'mailboxId'>,
  login: ImapLogin,
): Promise<void> => {
  await lodge.store.db
    .updateTable('mailbox')
    .set(loginColumns(lodge, { deskId, id: mailboxId }, login))
    .where('desk_id', '=', deskId)
    .where('id', '=', mailboxId)
    .execute()
}
