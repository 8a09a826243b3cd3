import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../../core/actor.ts'
import { isSameAccess } from '../../../core/credentials/access.ts'
import { accessNow } from '../../../core/credentials/access-now.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { stillSignedIn } from '../../../core/sessions/still-signed-in.ts'

/** Why a connection that stays open has to end. */
export type End = 'left' | 'revoked' | 'changed' | 'shutdown'

export type Connections = {
  /** A signal that fires when the client leaves, its credential is no longer valid or may do something else now, or the server shuts down. */
  open: (request: FastifyRequest, actor: Actor) => { signal: AbortSignal; close: () => void }
  shutdown: () => void
}

/** A revocation, and a change of what a member may see, holds within a second; one query looks after all that is open. */
const CHECK_MS = 500

export const openConnections = (lodge: Lodge): Connections => {
  const held = new Map<AbortController, Actor>()
  let timer: NodeJS.Timeout | undefined
  let ending = false

  const check = async (): Promise<void> => {
    const credentials = [...held.values()].flatMap(({ deskId, credentialId }) =>
      credentialId === null ? [] : [{ deskId, credentialId }],
    )
    const members = [...held].flatMap(([abort, { deskId, memberId, session }]) =>
      session ? [{ abort, deskId, memberId, sessionId: session.id }] : [],
    )
    const [valid, signedIn] = await Promise.all([
      accessNow(lodge.store, credentials),
      stillSignedIn(lodge.store, members),
    ])
    for (const { abort, sessionId } of members) {
      const access = held.get(abort)
      const now = signedIn.get(sessionId)
      if (!now) abort.abort('revoked' satisfies End)
      else if (access && !isSameAccess(now, access)) abort.abort('changed' satisfies End)
    }
    for (const [abort, { credentialId, ...access }] of held) {
      // One that was opened during the query was not asked about, and was authenticated just now.
      if (credentialId === null || !credentials.some((one) => one.credentialId === credentialId)) continue
      const now = valid.get(credentialId)
      if (!now) abort.abort('revoked' satisfies End)
      else if (!isSameAccess(now, access)) abort.abort('changed' satisfies End)
    }
  }
  const schedule = () => {
    timer = setTimeout(async () => {
      await check().catch((error) => lodge.log.warn({ err: error }, 'open connections could not be checked'))
      if (held.size > 0) schedule()
      else timer = undefined
    }, CHECK_MS)
  }

  return {
    open: (request, actor) => {
      const abort = new AbortController()
      if (ending) abort.abort('shutdown' satisfies End)
      held.set(abort, actor)
      if (!timer) schedule()
      const left = () => abort.abort('left' satisfies End)
      if (request.raw.socket.destroyed) left()
      request.raw.socket.once('close', left)
      return {
        signal: abort.signal,
        close: () => {
          held.delete(abort)
          request.raw.socket.off('close', left)
        },
      }
    },
    shutdown: () => {
      ending = true
      clearTimeout(timer)
      for (const abort of held.keys()) abort.abort('shutdown' satisfies End)
    },
  }
}
