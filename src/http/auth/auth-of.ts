import type { Lodge } from '../../core/lodge.ts'
import type { Auth } from './better-auth.ts'

export type AuthOf = (origin: string) => Promise<Auth>

const KEPT_MAX = 100

/**
 * better-auth for each origin that browsers come to; few, but whoever asks may make names up. It is loaded by the first
 * who signs in: it takes more memory and longer to load than all the rest of the server, which most processes never need.
 */
export const openAuth = (lodge: Lodge): AuthOf => {
  const kept = new Map<string, Auth>()
  return async (origin) => {
    const { buildAuth } = await import('./better-auth.ts')
    const known = kept.get(origin)
    if (known) return known
    if (kept.size >= KEPT_MAX) kept.clear()
    const made = buildAuth(lodge, { origin })
    kept.set(origin, made)
    return made
  }
}
