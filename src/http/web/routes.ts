import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'

/** Where `npm run build` lays the pages. */
const BUILT_PAGES = resolve(import.meta.dirname, '../../../web/dist')

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

/** The pages' own paths: one document for all of them, which looks at the path itself. */
const PAGES = ['/', '/sign-in', '/welcome', '/join', '/reset-password']
const PARTS = ['/inbox', '/contacts', '/companies', '/reports', '/settings']

const NOT_BUILT = 'The pages are not built yet: run `npm run build`, and reload. The API works without them.\n'

const open = { config: { policy: 'public' as const }, schema: { hide: true } }

/** The inbox and all other pages, as they were built. */
export const webRoutes: FastifyPluginAsync = async (app) => {
  await app.register(fastifyStatic, { root: BUILT_PAGES, serve: false, preCompressed: true, cacheControl: false })
  const sendPage = (_request: unknown, reply: FastifyReply) => {
    if (!existsSync(join(BUILT_PAGES, 'index.html')))
      return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
    return (
      reply
        .header('content-security-policy', POLICY)
        // Not `no-referrer`: by it browsers tell us too that a change comes from nowhere, and older ones say no more.
        .header('referrer-policy', 'same-origin')
        .header('cross-origin-opener-policy', 'same-origin')
        .header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
        .header('cache-control', 'no-cache')
        .sendFile('index.html')
    )
  }
  for (const path of PAGES) app.get(path, open, sendPage)
  for (const path of PARTS) {
    app.get(path, open, sendPage)
    app.get(`${path}/*`, open, sendPage)
  }
  app.get('/lodge.svg', open, (_request, reply) => reply.header('cache-control', 'max-age=86400').sendFile('lodge.svg'))
  // Named by what they hold: what has this name never changes.
  app.get<{ Params: { '*': string } }>('/assets/*', open, (request, reply) =>
    reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(`assets/${request.params['*']}`),
  )
}
