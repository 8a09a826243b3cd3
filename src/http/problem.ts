/** One thing that is wrong with a request: where, a stable code, and what is allowed there. */
export type FieldError = { path: string; code: string; message: string }

/**
 * An answer of RFC 9457 (application/problem+json). `code` is stable and what programs read; `detail` is for people.
 * Neither ever holds more than the caller sent or may know.
 */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly code: string
  readonly errors: FieldError[]
  readonly headers: Record<string, string>
  /** What else the body says, under names of its own (RFC 9457, section 3.2). */
  readonly extensions: Record<string, unknown>
  constructor(
    status: number,
    code: string,
    detail: string,
    more: { errors?: FieldError[]; headers?: Record<string, string>; extensions?: Record<string, unknown> } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.errors = more.errors ?? []
    this.headers = more.headers ?? {}
    this.extensions = more.extensions ?? {}
  }
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content too large',
  415: 'Unsupported media type',
  416: 'Range not satisfiable',
  422: 'Unprocessable content',
  429: 'Too many requests',
  500: 'Internal server error',
  502: 'Bad gateway',
  503: 'Service unavailable',
  507: 'Insufficient storage',
}

export const problemBody = (problem: Problem, requestId: string) => ({
  ...problem.extensions,
  type: 'about:blank',
  title: TITLES[problem.status] ?? 'Error',
  status: problem.status,
  code: problem.code,
  detail: problem.message,
  ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
  request_id: requestId,
})

/** For a noun that is not there, or is another desk's: which of the two is nobody's business. */
export const notFound = (noun: string): Problem =>
  new Problem(404, `${noun}_not_found`, `There is no such ${noun.replaceAll('_', ' ')}.`)
