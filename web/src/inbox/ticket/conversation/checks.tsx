import { CircleHelp, ShieldAlert, ShieldCheck } from 'lucide-react'
import type { Message } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { classes } from '../../../ui/classes.ts'

type Authentication = NonNullable<NonNullable<Message['email']>['authentication']>

const METHODS = ['spf', 'dkim', 'dmarc', 'arc'] as const
const LOOKS = {
  pass: { Icon: ShieldCheck, tone: 'text-ok' },
  fail: { Icon: ShieldAlert, tone: 'text-danger' },
  other: { Icon: CircleHelp, tone: 'text-ink-faint' },
}

/** What was checked of a mail, each by itself: what came of it, for which domain, and what that is. */
export const Checks = ({ authentication }: { authentication: Authentication | null }) => {
  const t = useTexts().ticket
  if (authentication === null) return <p className="text-ink-soft">{t.notChecked}</p>
  return (
    <div className="flex flex-col gap-1.5">
      <ul className="flex flex-col gap-1.5">
        {METHODS.map((method) => {
          const { result, domain } = authentication[method]
          const { Icon, tone } = LOOKS[result === 'pass' || result === 'fail' ? result : 'other']
          return (
            <li key={method} className="flex gap-1.5">
              <Icon aria-hidden className={classes('mt-0.5 size-4 shrink-0', tone)} />
              <div className="min-w-0">
                <p className="[overflow-wrap:anywhere]">
                  <span className="font-medium">{t.checks[method].name}</span>{' '}
                  <bdi>{domain ? t.checkOf(t.checkResults[result], domain) : t.checkResults[result]}</bdi>
                </p>
                <p className="text-xs text-ink-soft">{t.checks[method].means}</p>
              </div>
            </li>
          )
        })}
      </ul>
      <p className="text-xs text-ink-faint">{t.whoChecked[authentication.source]}</p>
    </div>
  )
}
