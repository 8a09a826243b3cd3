import { z } from 'zod'

const DEPTH_MAX = 32

const depthWithin = (value: unknown, left: number): boolean => {
  if (typeof value !== 'object' || value === null) return true
  if (left === 0) return false
  for (const inner of Object.values(value)) if (!depthWithin(inner, left - 1)) return false
  return true
}

/** A free JSON object of at most `maxBytes` bytes (UTF-8, without white space) and 32 levels. */
export const jsonObject = (maxBytes: number) =>
  z
    .record(z.string(), z.unknown())
    .refine((value) => depthWithin(value, DEPTH_MAX), {
      error: `must be at most ${DEPTH_MAX} levels deep`,
      params: { code: 'too_deep' },
      abort: true,
    })
    .refine((value) => Buffer.byteLength(JSON.stringify(value)) <= maxBytes, {
      error: `must be at most ${maxBytes.toLocaleString('en-US')} bytes as JSON`,
      params: { code: 'too_large' },
    })
