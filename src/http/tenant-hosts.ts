import type { DeskId } from '../core/ids.ts'
import type { Store } from '../store/open.ts'

export type TenantHosts = {
  /** The same, where it is known without asking. */
  remembered: (host: string | undefined) => DeskId | 'any' | 'unknown' | undefined
  /** The desk a host names; `any` where it names none (an address, the domain itself); `unknown` where there is no such desk. */
  deskOf: (host: string | undefined) => Promise<DeskId | 'any' | 'unknown'>
}

const REMEMBER_MS = 1_000
const REMEMBER_MAX = 10_000

/** Desks answer at `<slug>.<domain>`. */
export const openTenantHosts = (store: Store, domain: string): TenantHosts => {
  const suffix = `.${domain.toLowerCase()}`
  const remembered = new Map<string, { until: number; desk: DeskId | 'unknown' }>()
  /** Undefined where the host names no desk. */
  const slugOf = (host: string): string | undefined => {
    const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
    return name.endsWith(suffix) ? name.slice(0, -suffix.length) : undefined
  }
  const recall = (slug: string | undefined) => {
    if (slug === undefined) return 'any'
    const known = remembered.get(slug)
    return known && known.until > performance.now() ? known.desk : undefined
  }
  return {
    remembered: (host = '') => recall(slugOf(host)),
    deskOf: async (host = '') => {
      const slug = slugOf(host)
      const known = recall(slug)
      if (slug === undefined || known !== undefined) return known ?? 'any'
      const found = await store.pool.query<{ desk_id: DeskId }>('select desk_id from desk where slug = $1', [slug])
      const desk = found.rows[0]?.desk_id ?? 'unknown'
      if (remembered.size >= REMEMBER_MAX) remembered.clear()
      remembered.set(slug, { until: performance.now() + REMEMBER_MS, desk })
      return desk
    },
  }
}
