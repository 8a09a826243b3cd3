import type { DeskId } from '../core/ids.ts'
import type { Store } from '../store/open.ts'

export type TenantHosts = {
  /** The desk a host names; `any` where it names none (an address, the domain itself); `unknown` where there is no such desk. */
  deskOf: (host: string | undefined) => Promise<DeskId | 'any' | 'unknown'>
}

const REMEMBER_MS = 1_000
const REMEMBER_MAX = 10_000

/** Desks answer at `<slug>.<domain>`. */
export const openTenantHosts = (store: Store, domain: string): TenantHosts => {
  const suffix = `.${domain.toLowerCase()}`
  const remembered = new Map<string, { until: number; desk: DeskId | 'unknown' }>()
  return {
    deskOf: async (host = '') => {
      const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
      if (!name.endsWith(suffix)) return 'any'
      const slug = name.slice(0, -suffix.length)
      const known = remembered.get(slug)
      if (known && known.until > performance.now()) return known.desk
      const found = await store.pool.query<{ desk_id: DeskId }>('select desk_id from desk where slug = $1', [slug])
      const desk = found.rows[0]?.desk_id ?? 'unknown'
      if (remembered.size >= REMEMBER_MAX) remembered.clear()
      remembered.set(slug, { until: performance.now() + REMEMBER_MS, desk })
      return desk
    },
  }
}
