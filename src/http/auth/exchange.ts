import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import { originOf } from '../session-cookie.ts'

/** The address of whoever asks, as Fastify knows it by the proxies that are trusted. */
export const ADDRESS_HEADER = 'x-lodge-address'

/** What better-auth reads of a request's headers. */
const READ = ['cookie', 'content-type', 'origin', 'user-agent', 'accept', 'referer', 'sec-fetch-site']

/** A request's headers as better-auth takes them, with the address that asks. */
export const toHeaders = (request: FastifyRequest): Headers => {
  const headers = new Headers({ [ADDRESS_HEADER]: request.ip })
  for (const name of READ) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  // A page without referrers tells its origin as `null` (Fetch, section 3.2). refuseCrossSite() took it by this one's word.
  if (request.headers['sec-fetch-site'] === 'same-origin') headers.set('origin', originOf(request))
  return headers
}

export const toRequest = (request: FastifyRequest): Request => {
  const body = Buffer.isBuffer(request.body) && request.body.length > 0 ? new Uint8Array(request.body) : null
  return new Request(originOf(request) + request.url, { method: request.method, headers: toHeaders(request), body })
}

/** Cookies, the redirect and the body of an answer; a failure is a Problem like everywhere else. */
export const answer = async (reply: FastifyReply, response: Response): Promise<void> => {
  setCookies(reply, response.headers)
  const text = await response.text()
  if (response.status >= 400) throw toProblem(response.status, text)
  const location = response.headers.get('location')
  if (location !== null) reply.header('location', location)
  await reply
    .code(response.status)
    .header('content-type', 'application/json; charset=utf-8')
    .serializer((body: string) => body)
    .send(text)
}

export const setCookies = (reply: FastifyReply, headers: Headers): void => {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie)
}

const toProblem = (status: number, text: string): Problem => {
  const { code, message } = read(text)
  if (status >= 500) return new Problem(500, 'internal_error', 'Something went wrong on our side.')
  // The library's own lock of a second factor: 15 minutes.
  const more = status === 429 ? { headers: { 'retry-after': '900' } } : {}
  return new Problem(status, code?.toLowerCase() ?? 'bad_request', message ?? 'The request is not valid.', more)
}

const read = (text: string): { code?: string; message?: string } => {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body !== 'object' || body === null) return {}
    return {
      ...('code' in body && typeof body.code === 'string' ? { code: body.code } : {}),
      ...('message' in body && typeof body.message === 'string' ? { message: body.message } : {}),
    }
  } catch {
    return {} // better-auth answers JSON, or nothing
  }
}
