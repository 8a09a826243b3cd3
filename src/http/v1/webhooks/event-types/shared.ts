import { z } from 'zod'

/** Shapes that events of several kinds carry. */

export const count = z.int().min(0)
export const named = z.strictObject({ id: z.string(), name: z.string() })
