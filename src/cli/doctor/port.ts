import { createServer } from 'node:net'
import { about, type Finding, messageOf } from '../../core/diagnostics/finding.ts'
import type { Config } from '../config.ts'

/** Whether the server could listen where it is told to, or does already. */
export const checkPort = async ({ host, port }: Pick<Config, 'host' | 'port'>): Promise<Finding> => {
  const { ok, fail } = about('port')
  const refused = await tryListen(host, port)
  if (!refused) return ok(`${port} of ${host} is free`)
  if (refused.code !== 'EADDRINUSE') return fail(`${port} of ${host} cannot be listened on: ${refused.message}`)
  return (await isLodge(host, port))
    ? ok(`${port} of ${host}: Lodge answers there`)
    : fail(`${port} of ${host} is used by another program: stop it, or set LODGE_PORT to another port`)
}

const tryListen = (host: string, port: number): Promise<{ code: string; message: string } | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) =>
      resolve({ code: 'code' in error ? String(error.code) : '', message: messageOf(error) }),
    )
    server.listen({ host, port }, () => server.close(() => resolve(undefined)))
  })

const ANY: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }

const isLodge = async (host: string, port: number): Promise<boolean> => {
  try {
    const name = ANY[host] ?? (host.includes(':') ? `[${host}]` : host)
    const answer = await fetch(`http://${name}:${port}/openapi.json`, { signal: AbortSignal.timeout(3_000) })
    const { info } = (await answer.json()) as { info?: { title?: unknown } } // any JSON; the field is compared below
    return info?.title === 'Lodge'
  } catch {
    return false
  }
}
