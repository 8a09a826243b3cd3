import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { BUILT_PAGES, sendPage } from './page.ts'

/** The pages' own paths: one document for all of them, which looks at the path itself. */
const PAGES = ['/', '/sign-in', '/welcome', '/join', '/reset-password']
const PARTS = ['/inbox', '/contacts', '/companies', '/reports', '/settings']

const open = { config: { policy: 'public' as const }, schema: { hide: true } }
const page = (_request: unknown, reply: FastifyReply) => sendPage(reply)

/** The inbox and all other pages, as they were built. */
export const webRoutes: FastifyPluginAsync = async (app) => {
  await app.register(fastifyStatic, { root: BUILT_PAGES, serve: false, preCompressed: true, cacheControl: false })
  for (const path of PAGES) app.get(path, open, page)
  for (const path of PARTS) {
    app.get(path, open, page)
    app.get(`${path}/*`, open, page)
  }
  app.get('/lodge.svg', open, (_request, reply) => reply.header('cache-control', 'max-age=86400').sendFile('lodge.svg'))
  // Named by what they hold: what has this name never changes.
  app.get<{ Params: { '*': string } }>('/assets/*', open, (request, reply) =>
    reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(`assets/${request.params['*']}`),
  )
}
