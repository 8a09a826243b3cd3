import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Where `npm run build` lays the pages. */
export const BUILT_PAGES = resolve(import.meta.dirname, '../../../web/dist')

/**
 * Everything from here and nowhere else, no script in the page itself. Styles may be inline: the composer and the lists
 * place their elements by them. What customers sent is shown in frames that run nothing (`srcdoc`, sandboxed).
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const NOT_BUILT = 'The pages are not built yet: run `npm run build`, and reload. The API works without them.\n'

/** The one document of all pages, which looks at the path itself and says, too, where there is no such page. */
export const sendPage = async (reply: FastifyReply): Promise<FastifyReply> => {
  const document = join(BUILT_PAGES, 'index.html')
  if (!existsSync(document)) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
  return (
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', POLICY)
      // Not `no-referrer`: by it browsers tell us too that a change comes from nowhere, and older ones say no more.
      .header('referrer-policy', 'same-origin')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
      .header('cache-control', 'no-cache')
      .send(await readFile(document))
  )
}

/** What programs ask for, whatever they accept: their paths answer as each API does. */
const OF_PROGRAMS = /^\/(v1|api|auth|hooks|mail-in|slack|assets)(\/|$|\?)/

/** Whether somebody opens a page in a browser, at a path that no API has. */
export const opensPage = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '') && !OF_PROGRAMS.test(url)
