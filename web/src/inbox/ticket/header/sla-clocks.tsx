import { Timer as TimerIcon } from 'lucide-react'
import type { WholeTicket } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { moment, relative, useNow } from '../../../ui/time.tsx'
import { clockOf, type SlaTimer } from './sla.ts'

/** What was promised by when, and is not kept yet: how long there is, or since when it is late. */
export const SlaClocks = ({ timers }: { timers: WholeTicket['sla'] }) => (
  <>{timers.map((timer) => (timer.met_at ? null : <SlaClock key={timer.kind} timer={timer} />))}</>
)

const SlaClock = ({ timer }: { timer: SlaTimer }) => {
  const t = useTexts()
  const language = useLanguage()
  const now = useNow()
  const clock = clockOf(timer, now)
  const kind = t.ticket.sla.kinds[timer.kind]
  const words =
    clock.state === 'paused'
      ? t.ticket.sla.paused
      : clock.state === 'breached'
        ? t.ticket.sla.breached(relative(clock.at, now, language))
        : t.ticket.sla.due(relative(clock.at, now, language))
  const title = `${timer.policy.name}${clock.state === 'paused' ? '' : ` · ${moment(clock.at, language)}`}`
  return (
    <Badge
      tone={{ breached: 'danger', soon: 'warn', due: 'plain', paused: 'plain' }[clock.state] as 'plain'}
      title={title}
    >
      <TimerIcon aria-hidden />
      {kind}: {words}
    </Badge>
  )
}
