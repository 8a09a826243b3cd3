import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Outbound } from '../../channels/outbound.ts'
import { systemActor } from '../../core/actor.ts'
import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Session } from '../../core/sessions/session.ts'
import { joinByProvider } from '../../core/sign-in-providers/join.ts'
import { findProvider } from '../../core/sign-in-providers/list.ts'
import { providerOfSession } from '../../core/sign-in-providers/of-session.ts'
import { notFound, Problem } from '../problem.ts'
import { originOf } from '../session-cookie.ts'
import type { Auth } from './better-auth.ts'

const named = z.object({ provider: z.string() })
const inPath = z.object({ id: z.string() })

export type ByProvider = {
  auth: Auth
  /** Makes who came in by it a member of its desk, where they are to be; whether they became one. */
  joined: (session: Session) => Promise<boolean>
}

/** Signing in by a desk's own provider: its part is built for the request, from what the desk has set up now. */
export const openProviders = (lodge: Lodge, outbound: Outbound) => ({
  /** Where a session that is over here ends at the provider it began by, if there. Signing out never fails for it. */
  endSessionUrl: async (session: Session, origin: string): Promise<string | undefined> => {
    const row = await providerOfSession(lodge, session)
    if (!row) return undefined
    const { endSessionUrl } = await import('./oidc.ts')
    return endSessionUrl(outbound, row, `${origin}/sign-in`).catch((error: unknown) => {
      lodge.log.warn({ err: error, provider: row.id }, 'a session was not ended at its sign-in provider')
      return undefined
    })
  },
  /** Undefined where the request is about none. */
  forRequest: async (request: FastifyRequest, desk: DeskId | 'any'): Promise<ByProvider | undefined> => {
    const id = providerOf(request)
    if (id === undefined) return undefined
    const row = await findProvider(lodge, id, desk)
    if (!row) throw notFound('sign_in_provider')
    const [{ buildAuth }, { oidcProvider, providerPlugin }] = await Promise.all([
      import('./better-auth.ts'),
      import('./oidc.ts'),
    ])
    const provider = await oidcProvider(lodge, outbound, row).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      lodge.log.warn({ provider: row.id, reason }, 'a sign-in provider cannot be used')
      throw new Problem(
        502,
        'provider_unavailable',
        'The sign-in provider does not answer as it should. Try again later.',
      )
    })
    const auth = buildAuth(lodge, {
      origin: originOf(request),
      provider: { plugin: providerPlugin(lodge, row, provider), boundDeskId: row.desk_id },
    })
    return {
      auth,
      joined: async (session) => {
        if (session.memberships.length > 0) return false
        const actor = systemActor(row.desk_id as DeskId) // the row's own
        const { id: _, userId, email } = session
        const hasJoined = await lodge.store.db.transaction().execute(async (tx) => {
          const { name } = await tx
            .selectFrom('auth_user')
            .select('name')
            .where('id', '=', userId)
            .executeTakeFirstOrThrow()
          return joinByProvider({ tx, lodge, actor }, row, { userId, email, name })
        })
        lodge.nudge()
        lodge.desks.forget(actor.deskId)
        return hasJoined
      },
    }
  },
})

const providerOf = (request: FastifyRequest): string | undefined => {
  if (request.params !== null) {
    const id = inPath.safeParse(request.params).data?.id
    if (id !== undefined) return id
  }
  if (!/^\/auth\/(sign-in|link)[/-]social$/.test(request.url)) return undefined
  try {
    return named.parse(JSON.parse(String(request.body))).provider
  } catch {
    throw new Problem(400, 'invalid_body', 'Send `provider`, the id of a sign-in provider, as JSON.')
  }
}
