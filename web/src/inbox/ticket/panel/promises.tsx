import type { WholeTicket } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { moment, relative, useNow } from '../../../ui/time.tsx'
import { clockOf, type SlaTimer } from '../header/sla.ts'
import { Section } from './section.tsx'
import { usePanelTexts } from './texts.ts'

/** What was promised by when, and how each promise stands: also those that were kept. */
export const Promises = ({ timers }: { timers: WholeTicket['sla'] }) => {
  const t = usePanelTexts()
  if (timers.length === 0) return null
  return (
    <Section name="sla" title={t.promises}>
      <ul className="flex flex-col gap-2.5">
        {timers.map((timer) => (
          <Promised key={timer.kind} timer={timer} />
        ))}
      </ul>
    </Section>
  )
}

const TONES = { breached: 'danger', soon: 'warn', due: 'plain', paused: 'plain' } as const

const Promised = ({ timer }: { timer: SlaTimer }) => {
  const words = useTexts().ticket.sla
  const t = usePanelTexts()
  const language = useLanguage()
  const now = useNow()
  const clock = clockOf(timer, now)
  const standing = () => {
    if (timer.met_at) {
      return timer.breached_at ? ([t.keptLate, 'danger'] as const) : ([t.kept, 'ok'] as const)
    }
    if (clock.state === 'paused') return [words.paused, 'plain'] as const
    const when = relative(clock.at, now, language)
    return [clock.state === 'breached' ? words.breached(when) : words.due(when), TONES[clock.state]] as const
  }
  const [said, tone] = standing()
  const at = timer.met_at ?? timer.due_at
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="min-w-0 flex-1 font-medium">{words.kinds[timer.kind]}</span>
      <Badge tone={tone}>{said}</Badge>
      <span className="w-full text-xs text-ink-faint [overflow-wrap:anywhere]">
        <bdi>{timer.policy.name}</bdi> · {t.within(timer.target_minutes, timer.clock)}
        {at ? ` · ${moment(at, language)}` : null}
      </span>
    </li>
  )
}
