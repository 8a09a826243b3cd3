import { Resolver } from 'node:dns/promises'

/** RFC 2606 and RFC 6761, section 6.4: nothing is ever at these. */
const NOWHERE = /(?:^|\.)invalid$/

/** What says that there is nothing, and not that nobody could be asked. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME'])

/**
 * Whether an address's domain takes mail: it has an MX, or an address of its own (RFC 5321, section 5.1), and does not say
 * that it takes none (RFC 7505). Where nobody can be asked it may, and the sending will tell.
 */
export const takesMail = async (address: string): Promise<boolean> => {
  const domain = address.slice(address.lastIndexOf('@') + 1)
  if (NOWHERE.test(domain)) return false
  const resolver = new Resolver({ timeout: 1_000, tries: 1 })
  const asked = await ask(() => resolver.resolveMx(domain))
  if (asked === 'unknown') return true
  if (asked !== 'nothing') return asked.some(({ exchange }) => exchange !== '' && exchange !== '.')
  const [four, six] = await Promise.all([ask(() => resolver.resolve4(domain)), ask(() => resolver.resolve6(domain))])
  return four !== 'nothing' || six !== 'nothing'
}

const ask = async <T>(look: () => Promise<T>): Promise<T | 'nothing' | 'unknown'> => {
  try {
    return await look()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return NOTHING.has(code) ? 'nothing' : 'unknown'
  }
}
