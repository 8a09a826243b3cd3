import type { Lodge } from '../../../core/lodge.ts'
import { readMailSettings } from '../../../core/mail/read-settings.ts'
import { MAIL_DKIM_KEY, MAIL_PASSWORD } from '../../../core/mail/settings.ts'
import type { Outbound } from '../../outbound.ts'
import type { MailOperator } from '../operator.ts'
import type { DkimKey } from './compose.ts'
import type { Checked } from './connections.ts'

type Failure = { ok: false; reason: string; permanent: false }

/** Which server a desk's mail goes to, null for none, and by which key it is signed. */
type Way = { ok: true; server: Checked | null; dkim: DkimKey | null }

const UNREADABLE = 'cannot be opened any more: LODGE_SECRET has changed. Set it anew by PUT /v1/mail/settings.'

/** The operator's own way out. */
export const operatorsWay = ({ server }: MailOperator): Way => ({
  ok: true,
  server: server && { ...server, address: server.host },
  dkim: null,
})

/**
 * Reads a desk's way out. A server that a desk has named is reached at a public address only: it is resolved once, checked,
 * and exactly that address is connected to.
 */
export const wayOut = async (
  lodge: Lodge,
  operator: MailOperator,
  outbound: Outbound,
  deskId: string,
): Promise<Way | Failure> => {
  const failed = (reason: string): Failure => ({ ok: false, reason, permanent: false })
  const settings = await readMailSettings(lodge.store.db, deskId)
  const { host, port, tls, username, dkim_domain, dkim_selector } = settings
  let dkim: DkimKey | null = null
  if (settings.dkim_key !== null && dkim_domain !== null && dkim_selector !== null) {
    const privateKey = lodge.secrets.unseal({ deskId, purpose: MAIL_DKIM_KEY }, settings.dkim_key)
    if (privateKey === undefined) return failed(`The desk's DKIM key ${UNREADABLE}`)
    dkim = { domainName: dkim_domain, keySelector: dkim_selector, privateKey }
  }
  if (host === null || port === null || tls === null) {
    return { ...operatorsWay(operator), dkim }
  }
  let auth: Checked['auth'] = null
  if (username !== null && settings.password !== null) {
    const password = lodge.secrets.unseal({ deskId, purpose: MAIL_PASSWORD }, settings.password)
    if (password === undefined) return failed(`The password of the desk's mail server ${UNREADABLE}`)
    auth = { user: username, password }
  }
  const found = await outbound.resolve(host)
  if (!found.ok) return failed(found.reason)
  const [address = host] = found.addresses
  return { ok: true, server: { host, port, tls, auth, isTrusted: false, address }, dkim }
}
