import { z } from 'zod'

/** The names that an object of a schema may have at a path, where they are known: for the one who misspelt one. */
export const allowedFields = (schema: z.core.$ZodType, path: PropertyKey[]): string[] | undefined => {
  let at: z.core.$ZodType | undefined = unwrap(schema)
  for (const step of path) {
    if (at instanceof z.ZodObject) at = at.shape[String(step)]
    else if (at instanceof z.ZodArray) at = at.element
    else if (at instanceof z.ZodRecord) at = at.valueType
    else return undefined
    at = at && unwrap(at)
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : undefined
}

/** What is within `optional`, `nullable`, `default`, and before `transform`. */
const unwrap = (schema: z.core.$ZodType): z.core.$ZodType => {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return unwrap(schema.unwrap())
  if (schema instanceof z.ZodPipe) return unwrap(schema.in)
  return schema
}
