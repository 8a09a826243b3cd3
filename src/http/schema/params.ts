import { z } from 'zod'

/** A path's id: any text, since one that is malformed is not found, like one that nobody has. */
export const oneById = z.strictObject({ id: z.string() })
