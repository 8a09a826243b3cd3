import type { Schema } from '@cfworker/json-schema'
import { queryOptions } from '@tanstack/react-query'

type Operation = { requestBody?: { content: { 'application/json'?: { schema: Schema } } } }
type Description = { paths: Record<string, Record<string, Operation>>; components?: unknown }

/** The API's own description of itself. */
export const descriptionQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: async (): Promise<Description> => (await fetch('/openapi.json')).json(),
  staleTime: Number.POSITIVE_INFINITY,
})

export type Method = 'post' | 'put' | 'patch'

/**
 * What the API takes at a path, such as `/v1/departments/{id}`, as JSON Schema. Undefined where it has no such operation,
 * or none with a body.
 */
export const bodySchema = (description: Description, method: Method, path: string): Schema | undefined => {
  const schema = description.paths[path]?.[method]?.requestBody?.content['application/json']?.schema
  return schema && { ...schema, components: description.components }
}
