import type { FastifyInstance } from 'fastify'
import { OperatorError } from '../store/errors.ts'
import type { Config } from './config.ts'

/** The names of this machine itself, and of all its addresses. */
const HERE = ['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost']
const DRAIN_LIMIT_MS = 30_000

const SAYS: Record<string, string> = {
  EADDRINUSE: 'another program (or another Lodge) listens there',
  EACCES: 'this user may not listen there: ports under 1024 are for root',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'this machine has no such address',
}

/** Starts to listen and answers with the address to call. Throws an OperatorError where that address cannot be had. */
export const listen = async (app: FastifyInstance, { host, port }: Config): Promise<string> => {
  try {
    // One address: Fastify would open a second server for the other one of `localhost`, and not wait for its requests.
    await app.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const reason = SAYS[code]
    if (!reason) throw error
    throw new OperatorError(
      `Lodge cannot listen on port ${port} of ${host}: ${reason}. Set LODGE_PORT or LODGE_HOST to another one.`,
    )
  }
  const bound = app.server.address()
  const name = HERE.includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${typeof bound === 'object' && bound ? bound.port : port}`
}

/** Accepts no more, finishes what was accepted, and closes. */
export const drain = async (app: FastifyInstance): Promise<void> => {
  // Node closes the connections that are idle now; one whose request is answered later would stay open for a minute.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 25)
  const limit = setTimeout(() => app.server.closeAllConnections(), DRAIN_LIMIT_MS)
  await app.close()
  clearInterval(sweep)
  clearTimeout(limit)
}
