import { Resolver } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'

/** The addresses of a host, IPv4 first. Rejects with an error whose `code` is one of node:dns. */
export type Resolve = (host: string) => Promise<string[]>

/**
 * Names as this machine knows them: the hosts file, then DNS. Not by getaddrinfo, which holds one of Node's four threads
 * for as long as a dead name server takes.
 */
export const systemResolver = (servers?: string[]): Resolve => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  if (servers) resolver.setServers(servers)
  return async (host) => {
    // RFC 6761 6.3: never asked of anybody.
    if (/(^|\.)localhost\.?$/.test(host)) return ['127.0.0.1', '::1']
    const listed = await inHostsFile(host)
    if (listed.length > 0) return listed
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const found = [four, six].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    if (found.length > 0) return found
    throw four.status === 'rejected' ? four.reason : six.status === 'rejected' ? six.reason : new Error('no address')
  }
}

const inHostsFile = async (host: string): Promise<string[]> => {
  const text = await readFile('/etc/hosts', 'utf8').catch(() => '') // none on this machine
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    return isIP(address) && names.some((name) => name.toLowerCase() === host) ? [address] : []
  })
}

const REMEMBERED_MS = 5_000
const REMEMBERED_HOSTS = 1_000

/** A resolver that is asked for a host once in a few seconds, however many deliveries go there. */
export const remembering = (resolve: Resolve): Resolve => {
  const known = new Map<string, { until: number; addresses: Promise<string[]> }>()
  return (host) => {
    const found = known.get(host)
    if (found && found.until > Date.now()) return found.addresses
    if (known.size >= REMEMBERED_HOSTS) known.clear()
    const addresses = resolve(host)
    known.set(host, { until: Date.now() + REMEMBERED_MS, addresses })
    addresses.catch(() => known.delete(host))
    return addresses
  }
}
