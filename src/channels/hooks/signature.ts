import { createHmac, timingSafeEqual } from 'node:crypto'

type Digest = { algorithm: 'sha1' | 'sha256'; encoding: 'hex' | 'base64' }

/** Whether a header holds the HMAC of these parts; compared in a time that tells nothing of how much of it is right. */
export const isSigned = (
  given: string | undefined,
  secret: string,
  parts: (string | Buffer)[],
  { algorithm, encoding }: Digest,
  prefix = '',
): boolean => {
  if (!given?.startsWith(prefix)) return false
  const hmac = createHmac(algorithm, secret)
  for (const part of parts) hmac.update(part)
  const expected = Buffer.from(prefix + hmac.digest(encoding))
  const said = Buffer.from(given)
  return said.length === expected.length && timingSafeEqual(said, expected)
}
