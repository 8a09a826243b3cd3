import { hashSecret } from '../credentials/secret.ts'
import type { Lodge } from '../lodge.ts'
import { findIntakeHook, type IntakeHook } from './intake-hook.ts'

export type HookKeys = {
  /** The live hook whose address ends with this secret. */
  find: (secret: string) => Promise<IntakeHook | undefined>
  /** Drops what is remembered of a hook, so that a change of it holds at once here (elsewhere within a second). */
  forget: (hookId: string) => void
}

const REMEMBER_MS = 1_000
const REMEMBER_MAX = 10_000

/** Looks hooks up by their secret's digest, and remembers each for a second. */
export const openHookKeys = (lodge: Lodge): HookKeys => {
  const remembered = new Map<string, { until: number; hook: IntakeHook }>()
  // Counts what was forgotten: a look-up that was under way meanwhile may have read what holds no longer.
  let forgotten = 0
  return {
    find: async (secret) => {
      const digest = hashSecret(secret)
      const key = digest.toString('latin1')
      const known = remembered.get(key)
      if (known && known.until > performance.now()) return known.hook
      const asked = performance.now()
      const forgottenBefore = forgotten
      const hook = await findIntakeHook(lodge, digest)
      if (!hook) {
        remembered.delete(key)
        return undefined
      }
      if (forgotten !== forgottenBefore) return hook
      if (remembered.size >= REMEMBER_MAX) remembered.clear()
      remembered.set(key, { until: asked + REMEMBER_MS, hook })
      return hook
    },
    forget: (hookId) => {
      forgotten += 1
      for (const [key, { hook }] of remembered) if (hook.id === hookId) remembered.delete(key)
    },
  }
}
