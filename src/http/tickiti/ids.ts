import { z } from 'zod'

/** An id: a string, as it is shown, or a whole number, as some clients keep it. */
export const theirId = z.union([z.string(), z.int()]).transform(String)

/** No fields; what is sent is ignored. */
export const noFields = z.object({})
