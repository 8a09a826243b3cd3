import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Auth } from './better-auth.ts'
import { setCookies, toHeaders } from './exchange.ts'

/** Signs somebody in who has proven who they are by a one-time link: begins a session and sets its cookie. */
export const enter = async (
  auth: Auth,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
): Promise<void> => {
  const { headers } = await auth.api.enter({ body: { userId }, headers: toHeaders(request), returnHeaders: true })
  setCookies(reply, headers)
}
