import fastify from 'fastify'
import { expect, test } from 'vitest'
import { openAuthenticator } from '../../src/core/credentials/authenticate.ts'
import { enforcePolicies } from '../../src/http/policy.ts'
import { openTenantHosts } from '../../src/http/tenant-hosts.ts'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()

const bare = () => {
  const app = fastify()
  enforcePolicies(app, openAuthenticator(lodge.store), openTenantHosts(lodge.store, 'localhost'), undefined)
  return app
}

test('a route without a policy fails the start, within a plugin too', async () => {
  expect(() => bare().get('/open', async () => 'x')).toThrow('GET /open has no policy')
  const app = bare()
  app.register(async (plugin) => {
    plugin.post('/inner', { config: {} }, async () => 'x')
  })
  await expect(app.ready()).rejects.toThrow('POST /inner has no policy')
})

test('the HEAD route that comes with a GET has its policy', async () => {
  const app = bare()
  app.get('/thing', { config: { policy: { scope: 'tickets:read' } } }, async () => 'x')
  const desk = await lodge.desk()
  const ask = async (token?: string) => {
    const headers = token ? { authorization: `Bearer ${token}` } : {}
    return (await app.inject({ method: 'HEAD', url: '/thing', headers })).statusCode
  }
  expect(await ask()).toBe(401)
  expect(await ask(desk.token)).toBe(200)
})

test('what is public is the reference, its description, and the ways in, and nothing else', async () => {
  const desk = await lodge.desk()
  const token = await lodge.token(desk, [])
  const paths = ['/openapi.json', '/docs', '/docs/start.js', '/docs/scalar.js']
  for (const url of paths) {
    for (const method of ['GET', 'HEAD'] as const) {
      expect((await lodge.app.inject({ method, url })).statusCode).toBe(200)
    }
  }
  const spec = (await lodge.app.inject('/openapi.json')).json<{
    paths: Record<string, Record<string, { security?: object[] }>>
  }>()
  for (const [path, item] of Object.entries(spec.paths).filter(([path]) => path.startsWith('/v1/'))) {
    for (const [method, operation] of Object.entries(item)) {
      // Which those are: test/http/openapi.test.ts.
      if (operation.security?.length === 0) continue
      const url = path.replace(/\{[^}]+\}/g, '1')
      expect([method, url, (await lodge.call(token, method.toUpperCase(), url)).status]).toEqual([method, url, 403])
      expect((await lodge.call('', method.toUpperCase(), url)).status).toBe(401)
    }
  }
})
