import { z } from 'zod'

/** The body of a change of some fields: those that are absent stay as they are, and one at least is there. */
export const patchOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape).refine((value) => Object.keys(value).length > 0, {
    error: `must have at least one of: ${Object.keys(shape).join(', ')}`,
    params: { code: 'required' },
  })
