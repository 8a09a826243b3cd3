import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isUnavailable } from '../store/errors.ts'
import { IntakeFull } from '../store/intake.ts'
import { Problem, problemBody } from './problem.ts'
import { setSafeHeaders } from './safe-headers.ts'
import { opensPage, sendPage } from './web/page.ts'

/**
 * Every failure of a request as a Problem; a browser at a path that there is not is shown our own page, which says so.
 * What is not expected says nothing but 500, and is logged with the request's id.
 */
export const replyWithProblems = (app: FastifyInstance): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error, request)
    logFailure(error, problem, request)
    return send(reply, problem, request.id)
  })
  app.setNotFoundHandler((request, reply) =>
    opensPage(request)
      ? sendPage(reply.code(404))
      : send(reply, new Problem(404, 'route_not_found', `There is no ${request.method} at this path.`), request.id),
  )
}

/** What Fastify refuses before there is a route: answered as a Problem too. */
export const replyToFrameworkError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  setSafeHeaders(request, reply)
  send(reply, problemOf(error, request), request.id)
}

const send = (reply: FastifyReply, problem: Problem, requestId: string) =>
  reply
    .code(problem.status)
    .headers(problem.headers)
    .header('content-type', 'application/problem+json')
    .serializer(JSON.stringify)
    .send(problemBody(problem, requestId))

const RETRY = { headers: { 'retry-after': '1' } }

/** What is our fault is logged, with the request's id; the answer tells nothing of it. */
export const logFailure = (error: FastifyError, problem: Problem, request: FastifyRequest): void => {
  if (problem.status >= 500) request.log.error({ err: error, reqId: request.id }, problem.code)
}

/** A failure as a Problem, whichever words it is then answered in. */
export const problemOf = (error: FastifyError, request: FastifyRequest): Problem => {
  if (error instanceof Problem) return error
  if (error instanceof IntakeFull) {
    return new Problem(503, 'overloaded', 'More tickets are waiting than this server takes at once. Try again.', RETRY)
  }
  if (isUnavailable(error)) {
    return new Problem(503, 'database_unavailable', 'The database cannot be reached just now. Try again.', RETRY)
  }
  switch (error.code) {
    // PostgreSQL's own, for a NUL in text or JSON: a path and a query can bring one in as %00.
    case '22021':
    case '22P05':
      return new Problem(400, 'invalid_text', 'The request contains the NUL character (%00), which no text may have.')
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem(413, 'body_too_large', `The body is larger than ${limitOf(request)} bytes.`)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem(415, 'unsupported_media_type', 'Send the body as application/json.')
    case 'FST_ERR_BAD_URL':
      return new Problem(400, 'invalid_path', 'The path is not valid: a % must be followed by two hex digits.')
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Problem(404, 'route_not_found', 'There is nothing at a path this long.')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Problem(400, 'invalid_body', 'The body is not as long as its Content-Length says.')
    default:
      return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
        ? new Problem(error.statusCode, 'bad_request', 'The request is not valid.')
        : new Problem(500, 'internal_error', 'Something went wrong on our side. Quote the request id to your operator.')
  }
}

const limitOf = (request: FastifyRequest): string =>
  (request.routeOptions.bodyLimit ?? request.server.initialConfig.bodyLimit ?? 0).toLocaleString('en-US')
