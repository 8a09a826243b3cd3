import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a token says, as its issuer wrote it. */
export type Claims = Record<string, unknown>

const LENGTH_MAX = 8_192
const SEGMENT = /^[A-Za-z0-9_-]+$/

/**
 * The claims of a JWT (RFC 7519) that was signed with `secret` by HS256 and is in force at `now`; undefined for all others.
 * The algorithm is ours, never the token's word (RFC 8725, section 3.1); a header that names what must be understood
 * (`crit`, RFC 7515, section 4.1.11) is refused. `exp` and `nbf` are honoured to the second where they are there.
 */
export const verifyToken = (token: string, secret: string, now: Date): Claims | undefined => {
  if (token.length > LENGTH_MAX) return undefined
  const segments = token.split('.')
  const [header = '', payload = '', signature = ''] = segments
  if (segments.length !== 3 || !segments.every((segment) => SEGMENT.test(segment))) return undefined
  const head = parse(header)
  if (head?.alg !== 'HS256' || head.crit !== undefined) return undefined
  const wanted = createHmac('sha256', secret).update(`${header}.${payload}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
  const claims = parse(payload)
  return claims && isInForce(claims, now.getTime() / 1000) ? claims : undefined
}

const parse = (segment: string): Claims | undefined => {
  try {
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(segment, 'base64url')),
    )
    // An object of JSON is what Claims says.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined
  } catch {
    return undefined
  }
}

/** Seconds since 1970 (NumericDate). One that is no number is no promise: the token is refused. */
const isInForce = ({ exp, nbf }: Claims, seconds: number): boolean =>
  (exp === undefined || (typeof exp === 'number' && seconds < exp)) &&
  (nbf === undefined || (typeof nbf === 'number' && seconds >= nbf))
