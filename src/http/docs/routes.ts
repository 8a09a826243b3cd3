import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { namesTag } from '../byte-range.ts'
import { referenceBundle } from './bundle.ts'

/** Scripts and data from here and nowhere else. The reference styles its own elements, so styles may be inline. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Lodge API</title>
  </head>
  <body>
    <div id="app"></div>
    <script src="/docs/scalar.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

/** The reference would else offer fonts, a proxy, a chat and a client of its maker. */
const START = `Scalar.createApiReference('#app', ${JSON.stringify({
  url: '/openapi.json',
  authentication: { preferredSecurityScheme: 'token' },
  withDefaultFonts: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
})})
`

const open = { config: { policy: 'public' as const }, schema: { hide: true } }

/** The API's description at /openapi.json, and the reference made of it at /docs: from this server alone. */
export const docsRoutes: FastifyPluginAsync = async (app) => {
  let description: string | undefined
  app.get('/openapi.json', open, (_request, reply) => {
    description ??= JSON.stringify(app.swagger())
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(description)
  })

  app.get('/docs', open, (_request, reply) =>
    asPage(reply).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(PAGE),
  )
  app.get('/docs/', open, (_request, reply) => reply.redirect('/docs', 301))
  app.get('/docs/start.js', open, (_request, reply) =>
    asPage(reply).type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(START),
  )

  app.get('/docs/scalar.js', open, async (request, reply) => {
    const { gzipped, tag } = await referenceBundle()
    asPage(reply).headers({ etag: tag, 'cache-control': 'no-cache', vary: 'accept-encoding' })
    if (namesTag(request.headers['if-none-match'], tag)) return reply.code(304).send()
    reply.type('text/javascript; charset=utf-8')
    if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      return reply.header('content-encoding', 'gzip').send(gzipped)
    }
    return reply.send(await promisify(gunzip)(gzipped))
  })
}

const asPage = (reply: FastifyReply): FastifyReply =>
  reply.headers({ 'content-security-policy': POLICY, 'cross-origin-resource-policy': 'same-origin' })
