/** The code that Node's own errors have; empty where there is none. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Why a name led nowhere. A code such as ECONNREFUSED is the name server's here. */
export const nameFailureInWords = (error: unknown, host: string): string => {
  const code = codeOf(error)
  if (code === 'ENODATA') return `DNS knows the name of ${host}, but no address of it.`
  if (code === 'ENOTFOUND' || code === 'EBADNAME')
    return `The name of ${host} is not known to DNS. Is it spelled right?`
  return `DNS did not say where ${host} is: its name server failed or did not answer.`
}

/** What went wrong with a connection, for whoever owns the target. `host` is a host with its port where that is not the usual one. */
export const failureInWords = (error: unknown, host: string): string => {
  const code = codeOf(error)
  const words = WORDS[code]
  if (words) return words(host)
  if (code.startsWith('HPE_')) return `${host} answered with something that is not HTTP (${code}).`
  if (/CERT|SIGNATURE|ISSUER/.test(code)) return `${host} showed a TLS certificate that cannot be trusted (${code}).`
  if (/SSL|TLS|EPROTO/.test(code)) return `No TLS connection with ${host} could be made (${code}): does it speak https?`
  return `The connection to ${host} failed${code === '' ? '' : ` (${code})`}.`
}

const broken = (host: string) => `${host} closed the connection before its answer was complete.`
const selfSigned = (host: string) => `${host} showed a TLS certificate that it signed itself.`
const unreachable = (host: string) =>
  `There is no way to ${host} from here: the network says that it cannot be reached.`

const WORDS: Record<string, (host: string) => string> = {
  ECONNREFUSED: (host) => `${host} refused the connection: nothing listens there.`,
  ECONNRESET: broken,
  EPIPE: broken,
  ETIMEDOUT: (host) => `No connection to ${host} could be made in time.`,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  CERT_HAS_EXPIRED: (host) => `${host} showed a TLS certificate that has expired.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: selfSigned,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (host) =>
    `${host} showed a TLS certificate without the ones in between that make it trusted.`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => `${host} showed a TLS certificate of another name.`,
}
