import { isIP } from 'node:net'
import { z } from 'zod'
import type { RateLimits } from '../http/rate-limits.ts'

/** Limits that no person and few integrations reach. */
const RATE_LIMITS = { perCredential: 1_200, perAddress: 3_000 }

/** `LODGE_RATE_LIMITS`: requests a minute. */
export const rateLimits = z.string().transform((value, context): RateLimits => {
  if (value === 'on') return RATE_LIMITS
  if (value === 'off') return false
  const limits = { ...RATE_LIMITS }
  for (const part of value.split(',')) {
    const [, whose, count] = /^\s*(credential|address)\s*=\s*(\d{1,9})\s*$/.exec(part) ?? []
    if (Number(count) > 0) limits[whose === 'credential' ? 'perCredential' : 'perAddress'] = Number(count)
    else {
      const message = 'must be on, off, or requests a minute like credential=1200,address=3000'
      context.issues.push({ code: 'custom', input: value, message })
    }
  }
  return limits
})

/** Addresses and CIDRs with commas between: `LODGE_TRUST_PROXY`, `LODGE_OUTBOUND_ALLOW`. */
export const addressList = z.string().transform((value, context): string[] => {
  const addresses = value.split(',').map((one) => one.trim())
  for (const one of addresses) {
    const [, address = '', bits = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(one) ?? []
    if (isIP(address) !== 0 && Number(bits) <= (isIP(address) === 6 ? 128 : 32)) continue
    const message = `must be addresses and CIDRs with commas between, like 127.0.0.1,10.0.0.0/8; "${one}" is neither`
    context.issues.push({ code: 'custom', input: value, message })
  }
  return addresses
})
