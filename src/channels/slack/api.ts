import {
  type FetchFunction,
  type Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api'
import type { Outcome } from '../channel.ts'
import type { OutboundFailure } from '../outbound/guard.ts'
import type { Outbound } from '../outbound.ts'
import { refusalInWords } from './words.ts'

/** Slack may ask us to wait without saying how long. */
const UNSAID_WAIT_S = 30

/** A call that the guarded client could not make. */
class NotAnswered extends Error {
  readonly failure: OutboundFailure
  constructor(failure: OutboundFailure) {
    super(failure.reason)
    this.failure = failure
  }
}

const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

/** Slack's own client, which calls through the guarded one, and never tries again by itself. */
export const slackClient = (given: {
  outbound: Outbound
  apiUrl: string
  token: string
  signal: AbortSignal
}): WebClient =>
  new WebClient(given.token, {
    slackApiUrl: given.apiUrl,
    allowAbsoluteUrls: false,
    fetch: guardedFetch(given.outbound, given.signal),
    logger: quiet,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })

const guardedFetch =
  (outbound: Outbound, signal: AbortSignal): FetchFunction =>
  async (url, init = {}) => {
    if (init.body !== undefined && typeof init.body !== 'string') throw new Error('no files are sent to Slack')
    const answer = await outbound.request({
      method: init.method ?? 'GET',
      url: String(url),
      headers: init.headers ?? {},
      ...(init.body === undefined ? {} : { body: init.body }),
      signal,
    })
    if (!answer.ok) throw new NotAnswered(answer)
    return toResponse(String(url), answer)
  }

type Answered = Extract<Awaited<ReturnType<Outbound['request']>>, { ok: true }>

const toResponse = (url: string, { status, headers, body }: Answered) => {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  const known = new Map(entries)
  if (status === 429 && !/^\d+$/.test(known.get('retry-after') ?? '')) known.set('retry-after', String(UNSAID_WAIT_S))
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText: '',
    url,
    headers: { get: (name: string) => known.get(name.toLowerCase()) ?? null, entries: () => known.entries() },
    arrayBuffer: async () => new Uint8Array(body).buffer,
    json: async (): Promise<unknown> => JSON.parse(body.toString('utf8')),
    text: async () => body.toString('utf8'),
  }
}

type Failed = Extract<Outcome, { ok: false }>

/** Slack's code for a refusal; undefined where the call failed otherwise. */
export const refusalCode = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined

/** What became of a call that threw, as an outcome. What is no failure of a call is thrown on. */
export const failureOf = (error: unknown): Failed => {
  if (error instanceof WebAPIRateLimitedError) {
    return {
      ok: false,
      reason: 'Slack takes no more for a while: too much was posted.',
      permanent: false,
      status: 429,
      retryAfterMs: error.retryAfter * 1_000,
    }
  }
  if (error instanceof WebAPIPlatformError) {
    const { error: code, response_metadata: meta } = error.data
    const { needed } = error.data as { needed?: string } // Slack's, with missing_scope
    const wait = meta?.retryAfter
    return {
      ok: false,
      ...refusalInWords(code, needed),
      status: 200,
      detail: code,
      ...(wait === undefined ? {} : { retryAfterMs: wait * 1_000 }),
    }
  }
  if (error instanceof WebAPIHTTPError) {
    const reason = `Slack answered ${error.statusCode}.`
    // 5xx: whether it was posted before that is not said.
    return { ok: false, reason, permanent: false, status: error.statusCode, uncertain: error.statusCode >= 500 }
  }
  if (error instanceof WebAPIRequestError && error.original instanceof NotAnswered) {
    const { reason, permanent, uncertain } = error.original.failure
    return { ok: false, reason, permanent, uncertain }
  }
  throw error
}
