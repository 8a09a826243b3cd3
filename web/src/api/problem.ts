/** A refusal of the API (RFC 9457), or a network that did not answer: then `status` is 0. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  /** What is wrong with which field, where the server says so. */
  readonly fields: { path: string; message: string }[]
  readonly requestId: string | null
  /** The whole answer, for codes that say more. */
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>, requestId: string | null) {
    super(
      typeof body.detail === 'string' ? body.detail : typeof body.title === 'string' ? body.title : `HTTP ${status}`,
    )
    this.status = status
    this.code = typeof body.code === 'string' ? body.code : 'unknown'
    this.fields = Array.isArray(body.errors) ? body.errors.filter(isField) : []
    this.requestId = requestId
    this.body = body
  }

  /** The same, but for what is said elsewhere of some fields. */
  butFor(isSaid: (path: string) => boolean): ApiProblem {
    const errors = this.fields.filter(({ path }) => !isSaid(path))
    return new ApiProblem(this.status, { ...this.body, errors }, this.requestId)
  }
}

const isField = (value: unknown): value is { path: string; message: string } =>
  typeof value === 'object' && value !== null && 'path' in value && 'message' in value

/** Anything thrown, as a problem that can be shown. */
export const problemOf = (error: unknown): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem(0, { detail: error instanceof Error ? error.message : String(error), code: 'unreachable' }, null)
