import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer, TestDesk, TestLodge } from './lodge.ts'

/** What a browser does of HTTP: it keeps cookies for its host, and says where its requests come from. */
export type Browser = {
  ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  /** What it has, by name. */
  cookies: Map<string, string>
  /** Where its pages are. */
  origin: string
}

export type Opening = {
  /** The host that it asks; by default none that names a desk. */
  desk?: TestDesk
  /** Another address of this machine to ask from. */
  from?: string
}

/** The port that the server listens on, from the first call on. */
export const listening = async ({ app }: TestLodge): Promise<number> => {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port // a TCP server's
}

/** A browser with a cookie jar of its own, over real HTTP. */
export const openBrowser = async (lodge: TestLodge, { desk, from = '127.0.0.1' }: Opening = {}): Promise<Browser> => {
  const port = await listening(lodge)
  const host = `${desk ? `${desk.slug}.` : ''}localhost:${port}`
  const cookies = new Map<string, string>()
  const origin = `http://${host}`
  const ask: Browser['ask'] = (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const sent = httpRequest({
        host: '127.0.0.1',
        port,
        localAddress: from,
        method,
        path,
        headers: {
          host,
          ...(method === 'GET' ? {} : { origin }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
          ...headers,
        },
      })
      sent.on('error', reject)
      sent.on('response', (answer) => {
        for (const line of answer.headers['set-cookie'] ?? []) keep(cookies, line)
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk) => {
          text += chunk
        })
        answer.on('error', reject)
        answer.on('end', () => {
          const isJson = text !== '' && /json/.test(String(answer.headers['content-type']))
          const json = isJson ? JSON.parse(text) : undefined
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, json, text })
        })
      })
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
  return { ask, cookies, origin }
}

const keep = (cookies: Map<string, string>, line: string): void => {
  const [pair = '', ...attributes] = line.split(';')
  const name = pair.slice(0, pair.indexOf('='))
  const value = pair.slice(pair.indexOf('=') + 1)
  const isOver = attributes.some((one) => /^\s*max-age=0$/i.test(one))
  if (isOver || value === '') cookies.delete(name)
  else cookies.set(name, value)
}

export const PASSWORD = 'correct horse battery'

/** Invites somebody and lets them accept, in the browser: they are signed in. Answers their address. */
export const join = async (
  lodge: TestLodge,
  desk: TestDesk,
  browser: Browser,
  { email, role = 'agent', name = 'Kim' }: { email: string; role?: string; name?: string },
): Promise<{ email: string; memberId: string }> => {
  const invited = await lodge.call(desk.token, 'POST', '/v1/invitations', { email, role })
  const token = new URL(invited.json.link).searchParams.get('token')
  const joined = await browser.ask('POST', '/v1/invitations/accept', { token, name, password: PASSWORD })
  if (joined.status !== 200) throw new Error(joined.text)
  return { email, memberId: joined.json.member.id }
}

export const signIn = (browser: Browser, email: string, password = PASSWORD): Promise<Answer> =>
  browser.ask('POST', '/auth/sign-in/email', { email, password })
