import type { Body } from '../form/paths.ts'
import type { MailboxAnswer } from './mailbox-types.ts'

/** What the form of a mailbox starts with: fetched by IMAP, as most are. `way` is the form's own. */
export const NEW_MAILBOX: Body = {
  way: 'imap',
  name: '',
  address: '',
  department: null,
  enabled: true,
  detect_forwards: true,
  unverified: 'mark',
  authserv_id: null,
  imap: {
    host: '',
    tls: 'implicit',
    username: '',
    login: 'password',
    folder: 'INBOX',
    after_store: 'nothing',
    backlog: true,
  },
  http: { provider: 'raw', signing_key: null },
}

/** A mailbox's form, of one that is there: its secrets are not shown, and stay unless others are typed. */
export const fromMailbox = (mailbox: MailboxAnswer): Body => ({
  way: mailbox.kind,
  isThere: true,
  name: mailbox.name,
  address: mailbox.address,
  department: mailbox.department?.id ?? null,
  enabled: mailbox.enabled,
  detect_forwards: mailbox.detect_forwards,
  unverified: mailbox.unverified,
  authserv_id: mailbox.authserv_id,
  imap: mailbox.imap && { ...mailbox.imap, login: mailbox.imap.auth === 'oauth2' ? 'oauth' : 'password' },
  http: mailbox.http && { provider: mailbox.http.provider },
})

/** What the API takes: the way in that was chosen and no other; of a mailbox that is there, what can be changed of it. */
export const toMailboxBody = ({ way, isThere, imap, http, ...rest }: Body): Body => {
  const body = { ...rest }
  if (way === 'imap') body.imap = toImap(imap, isThere === true)
  if (way === 'http') body.http = toHttp(http, isThere === true)
  return body
}

const toImap = (given: unknown, isThere: boolean): Body => {
  const { login, auth: _auth, backlog, oauth, password, after_folder, ...rest } = given as Body // the form's own object
  const secret = login === 'oauth' ? { oauth } : { password }
  const isGiven = Object.values(secret).some((value) => value !== undefined)
  return {
    ...rest,
    ...(isGiven ? secret : {}),
    ...(rest.after_store === 'move' ? { after_folder: after_folder ?? null } : {}),
    ...(isThere ? {} : { backlog }),
  }
}

const toHttp = (given: unknown, isThere: boolean): Body => {
  const { provider, signing_key } = given as Body // the form's own object
  return isThere ? (signing_key === undefined ? {} : { signing_key }) : { provider, signing_key: signing_key ?? null }
}
