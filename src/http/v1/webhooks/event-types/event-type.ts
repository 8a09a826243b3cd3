import type { z } from 'zod'

/** By type: what happened, and the shape of `data`, which is what the change made as the API shows it. */
export type EventTypes = Record<string, { description: string; data: z.ZodType }>
