import type { Lodge } from '../../../../core/lodge.ts'
import { type ImapMailbox, keepLogin } from '../../../../core/mailboxes/imap-claim.ts'
import type { OAuthLogin } from '../../../../core/mailboxes/mailbox.ts'
import type { Outbound } from '../../../outbound.ts'
import { jsonObject, stringOf } from '../providers/provider.ts'

/** What logs in; a failure is a sentence for the mailbox's owner. */
type Login =
  | { ok: true; auth: { user: string } & ({ pass: string } | { accessToken: string }) }
  | { ok: false; reason: string }

const EARLY_MS = 60_000

/** Logs a mailbox in: by its password, or by an access token that is got anew before it ends (RFC 6749, section 6). */
export const openLogin = (lodge: Lodge, outbound: Outbound, mailbox: ImapMailbox): (() => Promise<Login>) => {
  let token: { text: string; until: number } | undefined
  let login = mailbox.login
  const user = mailbox.username
  return async () => {
    if (login === undefined) {
      return { ok: false, reason: 'The login cannot be opened any more: LODGE_SECRET has changed. Set it anew.' }
    }
    if ('password' in login) return { ok: true, auth: { user, pass: login.password } }
    if (token && token.until > Date.now()) return { ok: true, auth: { user, accessToken: token.text } }
    const got = await refresh(outbound, login)
    if (!got.ok) return got
    token = { text: got.accessToken, until: Date.now() + got.seconds * 1_000 - EARLY_MS }
    if (got.refreshToken !== null && got.refreshToken !== login.refresh_token) {
      login = { ...login, refresh_token: got.refreshToken }
      // Before it is used: the one before may be worth nothing any more.
      await keepLogin(lodge, mailbox, login)
    }
    return { ok: true, auth: { user, accessToken: token.text } }
  }
}

type Refreshed =
  | { ok: true; accessToken: string; refreshToken: string | null; seconds: number }
  | { ok: false; reason: string }

const refresh = async (outbound: Outbound, login: OAuthLogin): Promise<Refreshed> => {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: login.refresh_token,
    client_id: login.client_id,
    ...(login.client_secret !== null && { client_secret: login.client_secret }),
    ...(login.scope !== null && { scope: login.scope }),
  })
  const { host } = new URL(login.token_url)
  const answer = await outbound.request({
    method: 'POST',
    url: login.token_url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
  })
  if (!answer.ok) return answer
  const json = jsonObject(answer.body.toString('utf8')) ?? {}
  const accessToken = stringOf(json.access_token)
  if (answer.status !== 200 || accessToken === null) {
    const error = stringOf(json.error) ?? `status ${answer.status}`
    const hint = error === 'invalid_grant' ? ' The refresh token has ended: connect the mailbox again.' : ''
    return { ok: false, reason: `${host} gave no access token: ${error}.${hint}` }
  }
  const seconds = typeof json.expires_in === 'number' ? json.expires_in : 3_600
  return { ok: true, accessToken, refreshToken: stringOf(json.refresh_token), seconds }
}
