import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../../core/actor.ts'
import { stillValid } from '../../../core/credentials/still-valid.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { stillSignedIn } from '../../../core/sessions/still-signed-in.ts'

/** Why a connection that stays open has to end. */
export type End = 'left' | 'revoked' | 'shutdown'

export type Connections = {
  /** A signal that fires when the client leaves, its credential is no longer valid, or the server shuts down. */
  open: (request: FastifyRequest, actor: Actor) => { signal: AbortSignal; close: () => void }
  shutdown: () => void
}

/** A revocation holds within a second; one query looks after all that is open. */
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
    const signedIn = await stillSignedIn(lodge.store, members)
    for (const { abort, sessionId } of members) if (!signedIn.has(sessionId)) abort.abort('revoked' satisfies End)
    const valid = await stillValid(lodge.store, credentials)
    for (const [abort, { credentialId }] of held) {
      // One that was opened during the query was not asked about, and was authenticated just now.
      if (credentialId === null || valid.has(credentialId)) continue
      if (credentials.some((one) => one.credentialId === credentialId)) abort.abort('revoked' satisfies End)
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
