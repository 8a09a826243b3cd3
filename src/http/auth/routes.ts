import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Outbound } from '../../channels/outbound.ts'
import { clearAttempt } from '../../core/accounts/attempts.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Session } from '../../core/sessions/session.ts'
import type { Sessions } from '../../core/sessions/sessions.ts'
import { Problem } from '../problem.ts'
import { originOf, refuseCrossSite, sessionCookie } from '../session-cookie.ts'
import type { TenantHosts } from '../tenant-hosts.ts'
import type { AuthOf } from './auth-of.ts'
import type { Auth } from './better-auth.ts'
import { answer, toRequest } from './exchange.ts'
import { momentOf, recordMoment } from './moments.ts'
import { openProviders } from './providers.ts'
import { accountIn, throttle } from './throttle.ts'

const BODY_LIMIT = 64 * 1024

/** What of better-auth is open; the rest of it is not there. `counted`: a try at a secret. `own`: changes how somebody signs in. */
const OPEN: Record<string, { counted?: boolean; own?: boolean }> = {
  'POST /sign-in/email': { counted: true },
  'POST /sign-in/social': {},
  'GET /callback/:id': {},
  'POST /sign-out': {},
  'POST /change-password': { counted: true, own: true },
  'POST /link-social': { own: true },
  'POST /two-factor/enable': { counted: true, own: true },
  'POST /two-factor/disable': { counted: true, own: true },
  'POST /two-factor/verify-totp': { counted: true },
  'POST /two-factor/verify-backup-code': { counted: true },
  'POST /two-factor/generate-backup-codes': { counted: true, own: true },
  'GET /passkey/generate-register-options': { own: true },
  'POST /passkey/verify-registration': { own: true },
  'GET /passkey/generate-authenticate-options': {},
  'POST /passkey/verify-authentication': { counted: true },
  'GET /passkey/list-user-passkeys': { own: true },
  'POST /passkey/update-passkey': { own: true },
  'POST /passkey/delete-passkey': { own: true },
}

type Given = { sessions: Sessions; hosts: TenantHosts; outbound: Outbound; authOf: AuthOf }

/** Signing in and out, by the library that knows how, behind our own throttle, origin check and choice of what is open. */
export const authRoutes =
  (lodge: Lodge, { sessions, hosts, outbound, authOf }: Given): FastifyPluginAsync =>
  async (app) => {
    const providers = openProviders(lodge, outbound)
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    )

    const sessionIn = async (cookie: string | undefined): Promise<Session | undefined> =>
      cookie === undefined ? undefined : sessions.read(cookie)

    const handle = async (request: FastifyRequest, reply: FastifyReply, rule: (typeof OPEN)[string]): Promise<void> => {
      refuseCrossSite(request)
      const path = pathOf(request)
      const desk = await hosts.deskOf(request.host)
      if (desk === 'unknown') throw new Problem(404, 'desk_not_found', 'There is no desk at this host.')
      const before = await sessionIn(sessionCookie(request.headers))
      if (rule.own && before) refuseBound(before)
      const account = path === '/sign-in/email' ? accountIn(request.body) : before?.email
      const counted = { ...(account === undefined ? {} : { account }), address: request.ip }
      if (rule.counted) await throttle(lodge, counted)

      const provider = await providers.forRequest(request, desk)
      const auth: Auth = provider ? provider.auth : await authOf(originOf(request))
      const response = await auth.handler(toRequest(request))

      // Whatever was signed out, or is another session now, is not remembered; the new one is read as it is.
      if (request.method === 'POST' || provider) sessions.forget()
      const made = sessionCookie({ cookie: response.headers.getSetCookie().map(pairOf).filter(isFilled).join('; ') })
      const fresh = await sessionIn(made)
      if (fresh && provider && (await provider.joined(fresh))) sessions.forget()
      const after = fresh && provider ? await sessionIn(made) : fresh
      if (response.status < 400) {
        if (rule.counted && !isHalfway(path, after)) {
          await clearAttempt(lodge.store, { ...counted, ...(after ? { account: after.email } : {}) })
        }
        const moment = momentOf(path, before, after)
        const who = after ?? before
        if (moment && who) await recordMoment(lodge, who, desk, moment)
      }
      const url =
        path === '/sign-out' && before && response.ok
          ? await providers.endSessionUrl(before, originOf(request))
          : undefined
      await answer(reply, url === undefined ? response : withUrl(response, url))
    }

    for (const [key, rule] of Object.entries(OPEN)) {
      const [method = '', path = ''] = key.split(' ')
      app.route({
        method,
        url: `/auth${path}`,
        exposeHeadRoute: false,
        config: { policy: 'public' },
        schema: { hide: true },
        handler: (request, reply) => handle(request, reply, rule),
      })
    }
  }

/**
 * Who came in by a desk's own provider changes nothing of the account, which may be good for other desks as well: that
 * provider is the desk's administrators', and says who somebody is as it likes.
 */
const refuseBound = ({ isBound }: Session): void => {
  if (isBound) throw new Problem(403, 'signed_in_by_provider', 'Your identity provider looks after how you sign in.')
}

/** Signed out here; at the provider they are by going to `url`. */
const withUrl = ({ headers }: Response, url: string): Response =>
  new Response(JSON.stringify({ success: true, url }), { headers })

const pathOf = (request: FastifyRequest): string => (request.url.split('?')[0] ?? '').slice('/auth'.length)

const pairOf = (cookie: string): string => cookie.split(';')[0] ?? ''
/** One that is taken away is sent with nothing in it. */
const isFilled = (pair: string): boolean => !pair.endsWith('=')

/** A password that was right, with the second factor still to come, says nothing of the one who tries. */
const isHalfway = (path: string, after: Session | undefined): boolean => path === '/sign-in/email' && !after
