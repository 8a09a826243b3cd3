import { createHmac } from 'node:crypto'
import type { Answer, TestDesk, TestLodge } from '../../support/lodge.ts'

// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export type TestHook = any

/** Makes a hook; its answer, with the path of its address as `path`. */
export const makeHook = async (lodge: TestLodge, desk: TestDesk, fields: object): Promise<TestHook> => {
  const made = await lodge.call(desk.token, 'POST', '/v1/hooks', { name: 'Contact form', ...fields })
  if (made.status !== 201) throw new Error(made.text)
  return { ...made.json, path: new URL(made.json.url).pathname }
}

/** Sends to a hook as its sender does: without a token. */
export const send = async (
  lodge: TestLodge,
  hook: TestHook,
  body: string | Buffer | object,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
  const answer = await lodge.app.inject({
    method: 'POST',
    url: hook.path,
    headers: { host: 'lodge.example', 'content-type': 'application/json', ...headers },
    payload: isRaw ? body : JSON.stringify(body),
  })
  const isJson = /json/.test(String(answer.headers['content-type']))
  return {
    status: answer.statusCode,
    headers: answer.headers,
    json: isJson ? answer.json() : undefined,
    text: answer.body,
  }
}

/** What a hook received, the newest first. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export const deliveriesOf = async (lodge: TestLodge, desk: TestDesk, hook: TestHook, query = ''): Promise<any[]> =>
  (await lodge.call(desk.token, 'GET', `/v1/hooks/${hook.id}/deliveries?limit=100${query}`)).json.data

// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export const ticketsOf = async (lodge: TestLodge, desk: TestDesk): Promise<any[]> =>
  (await lodge.call(desk.token, 'GET', '/v1/tickets?limit=100')).json.data

export const hmac = (
  secret: string,
  parts: string | string[],
  encoding: 'hex' | 'base64' = 'base64',
  algorithm = 'sha256',
): string => createHmac(algorithm, secret).update([parts].flat().join('')).digest(encoding)
