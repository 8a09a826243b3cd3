import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Change } from '../../core/change.ts'
import type { lockIntake } from '../../core/desks/lock.ts'
import type { Lodge } from '../../core/lodge.ts'
import { findMember } from '../../core/members/find.ts'
import { type Done, once } from '../once.ts'
import { Problem } from '../problem.ts'
import { invalid } from './contract.ts'

export const SUCCESS = { Message: 'Success' }

/** A change of users, made once. */
export const changeUsers = async (
  lodge: Lodge,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (change: Change) => Promise<Done<unknown>>,
  first?: typeof lockIntake,
): Promise<FastifyReply> => {
  await once(lodge, request, reply, work, first ? { first } : {})
  return reply
}

/** Who may do what `/v1` asks an admin's token for: the token's user, where they are one. */
export const needAdmin = async (change: Change): Promise<void> => {
  const user = await findMember(change, change.actor.memberId ?? '')
  if (user?.role === 'owner' || user?.role === 'admin') return
  throw new Problem(403, 'not_an_admin', 'The access token’s user must be an admin of the desk.')
}

/** What a member's verb made, or its refusal in words. */
export const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (result.ok) return result.value
  const { code } = result.error
  if (code === 'email_taken') throw invalid([{ path: 'userName', code, message: 'is a user already' }])
  throw code === 'external_ref_taken'
    ? invalid([{ path: 'uniqueArgument', code, message: 'belongs to another user' }])
    : new Problem(400, code, `It is refused: ${code.replaceAll('_', ' ')}.`)
}
