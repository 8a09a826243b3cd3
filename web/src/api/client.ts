import { idleSeconds } from './idle.ts'
import { ApiProblem } from './problem.ts'

type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>

type Given = {
  query?: Query
  body?: unknown
  signal?: AbortSignal
  /** Made for each write where it is not given; a retry of the same intent gives the same one. */
  idempotencyKey?: string
}

const TRIES = 3
const signedOut = new Set<() => void>()

/** Tells who asks when the session is over: an answer said 401. */
export const onSignedOut = (listener: () => void): (() => void) => {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}

/** A path with its query; what is undefined, null or empty is left out. */
export const withQuery = (path: string, query: Query = {}): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === undefined || value === null || value === '') return []
    return Array.isArray(value) ? value.map((one: string) => [name, one]) : [[name, String(value)]]
  })
  return pairs.length > 0 ? `${path}?${new URLSearchParams(pairs)}` : path
}

const request = async (method: string, path: string, given: Given): Promise<Response> => {
  const isWrite = method !== 'GET'
  const headers: Record<string, string> = { accept: 'application/json', 'idle-seconds': String(idleSeconds()) }
  const isFile = given.body instanceof Blob || given.body instanceof FormData
  if (given.body !== undefined && !isFile) headers['content-type'] = 'application/json'
  if (isWrite) headers['idempotency-key'] = given.idempotencyKey ?? crypto.randomUUID()
  const options: RequestInit = { method, headers, credentials: 'same-origin' }
  if (given.body !== undefined) options.body = isFile ? (given.body as Blob | FormData) : JSON.stringify(given.body)
  if (given.signal) options.signal = given.signal
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(withQuery(path, given.query), options)
    } catch (error) {
      // The network failed, so nobody knows whether it was done: the same key makes a second try harmless.
      if (attempt === TRIES || given.signal?.aborted || isFile) throw error
      await new Promise((done) => setTimeout(done, 300 * attempt))
    }
  }
}

const call = async <T>(method: string, path: string, given: Given = {}): Promise<T> => {
  const response = await request(method, path, given)
  if (!response.ok) throw await refusal(response, path)
  // An answer of the API is JSON or nothing.
  return parse(await response.text()) as T // the shape that the route's own schema promises
}

/** Why the API refused, and who asks when the session is over is told. */
const refusal = async (response: Response, path: string): Promise<ApiProblem> => {
  // A proxy's page is no JSON: then there is nothing but the status.
  const parsed = parse(await response.text())
  // Elsewhere (`/auth`) it is a password or a code that was wrong: whoever typed it is still in.
  if (response.status === 401 && path.startsWith('/v1/')) for (const listener of signedOut) listener()
  const body = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  return new ApiProblem(response.status, body, response.headers.get('x-request-id'))
}

/** What the API answers as a file, byte for byte. */
const file = async (method: string, path: string, given: Given = {}): Promise<Blob> => {
  const response = await request(method, path, given)
  if (!response.ok) throw await refusal(response, path)
  return response.blob()
}

const parse = (text: string): unknown => {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * Lodge's public API, by the session's cookie. Throws ApiProblem for what is refused, TypeError where no answer came.
 * Writes carry an Idempotency-Key, so that a try after a broken connection is not a second one.
 */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
    call<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body?: unknown, given?: Omit<Given, 'body'>): Promise<T> =>
    call<T>('POST', path, { body: body ?? {}, ...given }),
  put: <T>(path: string, body: unknown): Promise<T> => call<T>('PUT', path, { body }),
  patch: <T>(path: string, body: unknown): Promise<T> => call<T>('PATCH', path, { body }),
  delete: <T = null>(path: string): Promise<T> => call<T>('DELETE', path),
  file,
}

/** A page of a list. */
export type PageOf<T> = { data: T[]; next_cursor: string | null }
