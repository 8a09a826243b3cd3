import { STATUS_CODES } from 'node:http'
import swagger, { type SwaggerTransform, type SwaggerTransformObject } from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { Policy } from './policy.ts'

/** What of an operation no Zod schema says: a body that is a file, an answer that is a stream. */
export type OperationPart = { requestBody?: object; responses?: Record<string, object>; parameters?: object[] }

declare module 'fastify' {
  interface FastifyContextConfig {
    openapi?: OperationPart
    /** A change that does not go through once(): to repeat it does what it did the first time, so it takes no key. */
    isIdempotent?: boolean
  }
}

type Operation = {
  summary?: string
  tags?: string[]
  operationId?: string
  parameters?: object[]
  requestBody?: object
  responses: Record<string, { description?: string; $ref?: string }>
  [extension: `x-${string}`]: unknown
}
type Document = {
  tags?: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

const DESCRIPTION = `
Send your token as \`Authorization: Bearer <token>\`. Bodies are JSON; a field that is not listed is refused.

Every POST, PUT, PATCH and DELETE that names it takes an \`Idempotency-Key\`; the others can be repeated as they are. Lists come in pages: pass \`next_cursor\` on as \`cursor\`.
Errors are [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problems: programs read \`code\`, people \`detail\`.
`.trim()

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const COMPONENTS = {
  securitySchemes: {
    token: { type: 'http', scheme: 'bearer', description: 'A token of a desk, with scopes.' },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'lodge.session_token',
      description: 'A member who is signed in.',
    },
  },
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'Makes a repeat safe: for 7 days the same key and request get the first answer again, marked `Idempotency-Replayed: true`. Another request under the key is a 409.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
      example: '0b4c1c1e-5b0e-4d0c-9f3a-7d1f0f6f2a53',
    },
  },
  responses: {
    Unauthenticated: problem('No token, or one that is unknown, expired or revoked.'),
    Forbidden: problem('The token lacks the scope, or is another desk’s than the host.'),
    NotFound: problem('There is no such thing on this desk.'),
    Conflict: problem('The Idempotency-Key was used with another request.'),
    TooManyRequests: {
      ...problem('Too many requests from this token or address.'),
      headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
    },
    Problem: problem('What went wrong.'),
  },
  schemas: {
    Problem: {
      type: 'object',
      required: ['type', 'title', 'status', 'code', 'detail', 'request_id'],
      properties: {
        type: { type: 'string' },
        title: { type: 'string' },
        status: { type: 'integer' },
        code: { type: 'string', description: 'Stable: what programs read.' },
        detail: { type: 'string', description: 'For people.' },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            required: ['path', 'code', 'message'],
            properties: {
              path: { type: 'string', description: 'The field, e.g. `requester.email`.' },
              code: { type: 'string' },
              message: { type: 'string', description: 'What is allowed there.' },
            },
          },
        },
        request_id: { type: 'string', description: 'The answer’s `X-Request-Id`: quote it to your operator.' },
      },
    },
  },
}

/** Describes every route that is registered after it as OpenAPI 3.1, made from the schemas that the routes check by. */
export const describeRoutes = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    // The types are OpenAPI 3.0's in places: what is written here is 3.1.
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Lodge', version: '1', description: DESCRIPTION },
      servers: [{ url: '/' }],
      components: structuredClone(COMPONENTS) as object,
    },
    transform,
    transformObject,
  })
}

const toJsonSchema = createJsonSchemaTransform({})
const addSharedSchemas = createJsonSchemaTransformObject({})

/** Adds to a route's schema who may call it; `x-` is how the rest gets past the plugin to `transformObject`. */
const transform: SwaggerTransform = (given) => {
  const { schema, url } = toJsonSchema({ ...given, schema: given.schema ?? {} } as Parameters<typeof toJsonSchema>[0])
  const { policy = 'public', openapi, isIdempotent = false } = given.route.config ?? {}
  return {
    url,
    schema: {
      ...schema,
      security: policy === 'public' ? [] : policy.by ? [{ session: [] }] : [{ token: [policy.scope] }],
      'x-policy': policy,
      'x-takes-key': !isIdempotent,
      'x-part': openapi ?? {},
    } as typeof schema,
  }
}

const transformObject: SwaggerTransformObject = (given) => {
  // The plugin's type is that of all versions; ours is the part of 3.1 that is written to here.
  const document = addSharedSchemas(given as Parameters<typeof addSharedSchemas>[0]) as unknown as Document
  const tags = new Set<string>()
  for (const [path, item] of Object.entries(document.paths)) {
    delete item.head // says what GET says
    for (const [method, operation] of Object.entries(item)) {
      complete(path, method, operation)
      for (const tag of operation.tags ?? []) tags.add(tag)
    }
  }
  document.tags = [...tags].sort().map((name) => ({ name }))
  dropUnused(document)
  simplify(document)
  return document as unknown as ReturnType<SwaggerTransformObject>
}

const CHANGES = new Set(['post', 'put', 'patch', 'delete'])
const answer = (name: keyof typeof COMPONENTS.responses) => ({ $ref: `#/components/responses/${name}` })

const complete = (path: string, method: string, operation: Operation): void => {
  const {
    'x-policy': policy,
    'x-takes-key': takesKey,
    'x-part': part,
  } = operation as unknown as { 'x-policy': Policy; 'x-takes-key': boolean; 'x-part': OperationPart }
  delete operation['x-policy']
  delete operation['x-takes-key']
  delete operation['x-part']
  operation.operationId ??=
    method + path.replace(/^\/v1/, '').replace(/[^a-z0-9]+([a-z0-9]?)/gi, (_, next) => next.toUpperCase())
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response.description === 'Default Response') response.description = STATUS_CODES[status] ?? 'Success'
  }
  const parameters = [...(operation.parameters ?? []), ...(part.parameters ?? [])]
  if (policy !== 'public') {
    if (CHANGES.has(method) && takesKey) {
      parameters.push({ $ref: '#/components/parameters/IdempotencyKey' })
      operation.responses['409'] ??= answer('Conflict')
    }
    operation.responses['401'] ??= answer('Unauthenticated')
    operation.responses['403'] ??= answer('Forbidden')
    operation.responses['404'] ??= answer('NotFound')
    operation.responses['429'] ??= answer('TooManyRequests')
  }
  operation.responses.default ??= answer('Problem')
  if (parameters.length > 0) operation.parameters = parameters
  if (part.requestBody) operation.requestBody = part.requestBody
  Object.assign(operation.responses, part.responses)
}

/** Takes out what Zod says of every integer and every time, and no reader needs. */
const simplify = (at: unknown): void => {
  if (typeof at !== 'object' || at === null) return
  const schema: { format?: unknown; pattern?: unknown; minimum?: unknown; maximum?: unknown } = at
  if (schema.format === 'date-time') delete schema.pattern
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  for (const inner of Object.values(at)) simplify(inner)
}

/** Each shared schema comes as one that is sent and one that is answered; most are only one of them. */
const dropUnused = (document: Document): void => {
  for (let dropped = true; dropped; ) {
    const text = JSON.stringify(document)
    const unused = Object.keys(document.components.schemas).filter(
      (name) => !text.includes(`"#/components/schemas/${name}"`),
    )
    for (const name of unused) delete document.components.schemas[name]
    dropped = unused.length > 0
  }
}
