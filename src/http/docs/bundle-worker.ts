import { isMainThread, parentPort } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import scalar from '@scalar/fastify-api-reference'
import fastify from 'fastify'

/** Gets the reference's script out of its package, which offers it as a route only, and posts it compressed. */
const answer = async (): Promise<void> => {
  const app = fastify()
  await app.register(scalar, { routePrefix: '/reference', configuration: { url: '/openapi.json' } })
  const script = await app.inject('/reference/js/scalar.js')
  if (script.statusCode !== 200) throw new Error(`the reference's script is not where it was: ${script.statusCode}`)
  parentPort?.postMessage(gzipSync(script.rawPayload))
}

if (!isMainThread) await answer()
