import type { DeskId } from '../core/ids.ts'
import { dueTimers, postponeTimer, runTimer } from '../core/rules/run-timer.ts'
import { setTimersOfRule } from '../core/rules/timers.ts'
import { isUnavailable } from '../store/errors.ts'
import { task } from './task.ts'

const AT_ONCE = 100

/** Lets rules look at the tickets whose time has come. Two at a time share the work: a timer is taken by one of them. */
export const ruleTimers = task({
  schedule: '* * * * *',
  run: async (lodge) => {
    for (;;) {
      const due = await dueTimers(lodge, AT_ONCE)
      for (const timer of due) {
        try {
          await runTimer(lodge, timer)
        } catch (error) {
          if (isUnavailable(error)) throw error
          lodge.log.error({ err: error, ...timer }, 'a rule could not look at a ticket whose time has come')
          await postponeTimer(lodge, timer)
        }
      }
      if (due.length < AT_ONCE) return
    }
  },
})

/** After a rule was made or changed: the timers of the tickets that there are. */
export const setRuleTimers = task<{ desk_id: DeskId; rule_id: string }>({
  run: (lodge, { desk_id, rule_id }) => setTimersOfRule(lodge.store.pool, desk_id, rule_id),
})
