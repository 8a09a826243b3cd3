import type { FastifyInstance } from 'fastify'
import { Problem } from './problem.ts'

/** PostgreSQL's text has no NUL; a path or query can only bring one in as this escape, whatever its parameters are. */
export const refuseNulInUrl = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, _reply, done) => {
    done(
      request.url.includes('%00')
        ? new Problem(400, 'invalid_text', 'The path and the query must not contain the NUL character (%00).')
        : undefined,
    )
  })
}
