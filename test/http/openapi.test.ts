import { createRequire } from 'node:module'
import { beforeAll, expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()
// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
let spec: any
beforeAll(async () => {
  const answer = await lodge.app.inject('/openapi.json')
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  spec = answer.json()
})

type Operation = {
  operationId: string
  summary?: string
  parameters?: { $ref?: string; name?: string }[]
  responses: Record<string, unknown>
  security: unknown[]
}

const operations = (): [string, Operation][] =>
  Object.entries<Record<string, Operation>>(spec.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  )

test('it is valid OpenAPI 3.1', async () => {
  expect(spec.openapi).toMatch(/^3\.1\./)
  // The reference page's own parser: a dependency of that package, so looked for where that package finds it.
  const [reference, parser] = ['@scalar/fastify-api-reference', '@scalar/openapi-parser']
  const resolveFrom = (file: string, name: string) => createRequire(file).resolve(name)
  const { validate } = await import(resolveFrom(resolveFrom(import.meta.url, reference), parser))
  const result = await validate(spec)
  expect(result.errors ?? []).toEqual([])
  expect(result.valid).toBe(true)
})

test('every reference leads somewhere', () => {
  const missing = [...JSON.stringify(spec).matchAll(/"\$ref":"([^"]+)"/g)].filter(([, ref = '']) => {
    const steps = ref.replace(/^#\//, '').split('/')
    return !ref.startsWith('#/') || steps.reduce((at, step) => at?.[step], spec) === undefined
  })
  expect(missing).toEqual([])
})

test('what it lists is there, and is the API', () => {
  expect(operations().length).toBeGreaterThan(2)
  for (const [name] of operations()) {
    const [method = '', path = ''] = name.split(' ')
    const url = path.replace(/\{([^}]+)\}/g, ':$1')
    expect([name, lodge.app.hasRoute({ method: method.toUpperCase() as 'GET', url })]).toEqual([name, true])
  }
  for (const path of ['/docs', '/openapi.json']) expect(spec.paths[path]).toBeUndefined()
})

/** For who is on the way in. */
const PUBLIC = [
  'get /v1/sign-in-methods',
  'post /v1/invitations/inspect',
  'post /v1/invitations/accept',
  'post /v1/setup/start',
  'post /v1/password-reset',
  'post /v1/password-reset/finish',
]

/** Whether a change needs no key, as its route says: what goes through once() and says so throws. */
const isIdempotent = (name: string): boolean =>
  lodge.app.routeTable.some(
    ({ method, url, config }) =>
      config?.isIdempotent === true && name === `${String(method).toLowerCase()} ${url.replace(/:(\w+)/g, '{$1}')}`,
  )

test('every operation says who may call it, how it fails, and that it can be repeated', () => {
  expect(isIdempotent('put /v1/tickets/{idOrNumber}/draft')).toBe(true)
  const ours = operations().filter(([name]) => name.includes(' /v1/'))
  expect(ours.filter(([, { security }]) => security?.length === 0).map(([name]) => name)).toEqual(PUBLIC)
  for (const [name, operation] of ours.filter(([name]) => !PUBLIC.includes(name))) {
    const by = / \/v1\/(sessions?|setup)(\/|$)/.test(name) ? { session: [] } : { token: [expect.any(String)] }
    expect([name, operation.security]).toEqual([name, [by]])
    for (const status of ['401', '403', '404', '429', 'default']) {
      expect([name, status, operation.responses[status]]).toEqual([name, status, { $ref: expect.any(String) }])
    }
    const changes = /^(?:post|put|patch|delete) /.test(name)
    const key = operation.parameters?.some((one) => one.$ref === '#/components/parameters/IdempotencyKey')
    expect([name, key ?? false]).toEqual([name, changes && !isIdempotent(name)])
  }
  const ids = operations().map(([, operation]) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(spec.components.responses.Problem.content['application/problem+json'].schema.$ref).toBe(
    '#/components/schemas/Problem',
  )
})

test('the fields’ limits come through, and what is sent is described as it is sent', () => {
  const body = spec.paths['/v1/tickets'].post.requestBody.content['application/json'].schema
  expect(body.properties.subject).toMatchObject({ type: 'string', minLength: 1, maxLength: 1000 })
  expect(body.properties.requester.properties.email).toMatchObject({ type: 'string', format: 'email', maxLength: 255 })
  expect(body.properties.priority).toMatchObject({ enum: ['low', 'normal', 'high', 'urgent'], default: 'normal' })
  expect(body.required).toEqual(['requester', 'subject'])
  expect(body.additionalProperties).toBe(false)
})

test('an upload is a form or bare bytes, a download is bytes', () => {
  const upload = spec.paths['/v1/attachments'].post
  expect(upload.responses['201'].content['application/json'].schema.$ref).toBe('#/components/schemas/Attachment')
  expect(spec.components.schemas.Attachment.properties).toMatchObject({
    size: { type: 'integer', minimum: 0 },
    created_at: { type: 'string', format: 'date-time' },
  })
  expect(JSON.stringify(spec)).not.toContain('9007199254740991')
  expect(Object.keys(upload.requestBody.content)).toEqual(['multipart/form-data', 'application/octet-stream'])
  expect(Object.keys(spec.paths['/v1/attachments/{id}'])).toEqual(['get'])
  expect(Object.keys(spec.paths['/v1/attachments/{id}'].get.responses)).toEqual(
    expect.arrayContaining(['200', '206', '304', '416']),
  )
})
