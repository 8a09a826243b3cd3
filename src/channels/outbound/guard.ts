import { isIP } from 'node:net'
import { type Network, whyRefused } from './address.ts'
import { hostOf } from './exchange.ts'
import type { Resolve } from './names.ts'
import { nameFailureInWords } from './words.ts'

export type OutboundFailure = {
  ok: false
  /** A sentence for whoever owns the target. */
  reason: string
  /** The URL itself is wrong: trying again changes nothing. */
  permanent: boolean
  /** The receiver may have got it all the same. */
  uncertain: boolean
}

const HOW_TO_ALLOW = 'Self-hosters: add it to LODGE_OUTBOUND_ALLOW.'

/** What is wrong with a URL before anything is resolved, as a sentence; undefined where it may be asked. */
export const refusalOf = (text: string, networks: Network[]): string | undefined => {
  if (!URL.canParse(text)) return 'This is no URL: one is like https://example.com/hook.'
  const url = new URL(text)
  if (!['http:', 'https:'].includes(url.protocol)) return 'A URL must begin with https:// or http://.'
  if (url.username !== '' || url.password !== '') return 'A URL must not hold a user name or password.'
  const host = hostOf(url)
  const kind = isIP(host) ? whyRefused(host, networks) : undefined
  return kind && `${host} is ${kind}. ${HOW_TO_ALLOW}`
}

/** A host's addresses that may be connected to. */
export const allowedAddresses = async (
  host: string,
  names: Resolve,
  networks: Network[],
): Promise<{ ok: true; addresses: string[] } | OutboundFailure> => {
  const failed = { ok: false, permanent: false, uncertain: false } as const
  let found: string[]
  try {
    found = isIP(host) ? [host] : await names(host)
  } catch (error) {
    return { ...failed, reason: nameFailureInWords(error, host) }
  }
  const judged = found.map((address) => ({ address, kind: whyRefused(address, networks) }))
  const addresses = judged.filter(({ kind }) => kind === undefined).map(({ address }) => address)
  if (addresses.length > 0) return { ok: true, addresses }
  const [first] = judged
  if (!first) return { ...failed, reason: `The host ${host} has no address.` }
  return { ...failed, reason: `The host ${host} resolved to ${first.address}, ${first.kind}. ${HOW_TO_ALLOW}` }
}
