import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSession } from '../../api/session.ts'
import { useAction } from '../../sign-in/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

type Verification = { entries: number; head: string; broken: { seq: number; problem: string } | null }

/** Whether the log is as it was written, here or on the server itself. */
export const AuditVerification = () => {
  const t = useSettingsTexts().data
  const { desk } = useSession()
  const [found, setFound] = useState<Verification | null>(null)
  const action = useAction(async () => setFound(await api.get<Verification>('/v1/audit/verification')))
  const check = (
    <Button
      icon={<ShieldCheck aria-hidden className="size-4" />}
      busy={action.busy}
      onClick={() => void action.start(new FormData())}
    >
      {t.verify}
    </Button>
  )
  return (
    <Section title={t.verify} intro={t.verifyIntro} action={check}>
      {action.error ? <Problem error={action.error} /> : null}
      {found ? (
        <div role="status" className="flex flex-col gap-2 text-sm">
          <p className={found.broken ? 'text-danger' : 'text-ok'}>
            {found.broken ? t.broken(found.broken.seq) : t.intact(found.entries)}
          </p>
          <CopyText label={t.head} text={found.head} />
        </div>
      ) : null}
      <div className="flex flex-col gap-1">
        <p className="text-[0.8125rem] text-ink-soft">{t.onServer}</p>
        <CopyText label={t.onServer} text={`npx lodge audit verify --desk ${desk.slug}`} />
      </div>
    </Section>
  )
}
