import type { RouteOptions } from 'fastify'
import { z } from 'zod'
import type { TestLodge } from './lodge.ts'

export type Route = { method: string; url: string; isPublic: boolean; body: unknown; query: unknown }

/** Every route of the server, one for each method, whoever added it. */
export const routesOf = (lodge: TestLodge): Route[] =>
  lodge.app.routeTable.flatMap((route) =>
    [route.method].flat().map((method) => ({
      method,
      url: route.url,
      isPublic: route.config?.policy === 'public',
      body: exampleOf(route, 'body'),
      query: exampleOf(route, 'querystring'),
    })),
  )

/** The names of a path's parameters, each with the segment before it: `tickets :id`. */
export const paramsOf = (url: string): { noun: string; name: string }[] => {
  const segments = url.split('/')
  return segments.flatMap((segment, place) => {
    if (!segment.startsWith(':') && segment !== '*') return []
    const noun = segments.slice(0, place).findLast((before) => !before.startsWith(':')) ?? ''
    return [{ noun, name: segment.slice(1) }]
  })
}

/** A path with its parameters in the place of their names, in order. */
export const fill = (url: string, values: string[]): string => {
  const left = [...values]
  return url.replaceAll(/:[A-Za-z]+|\*/g, () => encodeURIComponent(left.shift() ?? ''))
}

const exampleOf = (route: RouteOptions, part: 'body' | 'querystring'): unknown => {
  const schema = route.schema?.[part]
  if (!(schema instanceof z.ZodType)) return undefined
  return example(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
}

type JsonSchema = z.core.JSONSchema.BaseSchema

/** The least that a JSON schema takes. Rules that a schema cannot say are for the caller to know. */
const example = (schema: JsonSchema): unknown => {
  const [first] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  if (first) return example(first)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  switch (schema.type) {
    case 'object': {
      const properties = (schema.properties ?? {}) as Record<string, JsonSchema> // never `true`: Zod writes schemas
      return Object.fromEntries((schema.required ?? []).map((name) => [name, example(properties[name] ?? {})]))
    }
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => example(schema.items as JsonSchema)) // Zod writes one schema
    case 'integer':
    case 'number':
      return schema.minimum ?? 0
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      if (schema.format === 'email') return 'someone@example.com'
      return schema.format === 'date-time' ? '2026-01-01T00:00:00Z' : 'x'.repeat(schema.minLength ?? 1)
  }
}
