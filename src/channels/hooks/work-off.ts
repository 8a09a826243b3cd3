import { openDeliveries } from '../../core/hook-deliveries/open.ts'
import { type IntakeHook, loadIntakeHook } from '../../core/hooks/intake-hook.ts'
import type { Lodge } from '../../core/lodge.ts'
import { processDelivery } from './process.ts'

/**
 * Works on payloads whose outcome is not known: those older than some time, of all desks, or all of one hook. May run
 * beside whatever else works on them (processDelivery). Rejects where the server is too busy or the database away: the rest
 * is for the next run.
 */
export const workOff = async (
  lodge: Lodge,
  which: { olderThanMs: number } | { deskId: string; hookId: string },
): Promise<void> => {
  const hooks = new Map<string, IntakeHook | undefined>()
  for (let after = '0'; ; ) {
    const deliveries = await openDeliveries(lodge, which, after)
    for (const delivery of deliveries) {
      if (!hooks.has(delivery.hookId)) {
        hooks.set(delivery.hookId, await loadIntakeHook(lodge, delivery.deskId, delivery.hookId))
      }
      const hook = hooks.get(delivery.hookId)
      if (!hook) throw new Error(`hook payload ${delivery.id} has no hook`)
      await processDelivery(lodge, hook, delivery)
    }
    const last = deliveries.at(-1)
    if (!last) return
    after = last.id
  }
}
