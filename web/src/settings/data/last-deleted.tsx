import { useQuery } from '@tanstack/react-query'
import { api, type PageOf } from '../../api/client.ts'
import type { AuditEntry } from '../../api/types.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { moment } from '../../ui/time.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { COUNTED } from './retention-types.ts'

/** Often enough to see the run of this hour come by. */
const REFRESH_MS = 15_000

/** What the last run that found something has deleted, as the audit log has it; nothing before the first. */
export const LastDeleted = () => {
  const t = useSettingsTexts().data
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: ['audit', 'retention.applied'],
    queryFn: () => api.get<PageOf<AuditEntry>>('/v1/audit', { type: 'retention.applied', limit: 1 }),
    refetchInterval: REFRESH_MS,
  })
  const last = data?.data[0]
  if (!last) return null
  const counts = new Map(Object.entries(last.data.deleted ?? {}))
  return (
    <Section title={t.lastDeleted} intro={moment(last.created_at, language)}>
      <ul aria-label={t.lastDeleted} className="flex flex-col gap-1 text-sm">
        {COUNTED.filter((name) => Number(counts.get(name)) > 0).map((name) => (
          <li key={name} className="flex justify-between gap-3">
            <span className="text-ink-soft">{t.due[name]}</span>
            <span className="tabular-nums">{Number(counts.get(name)).toLocaleString(language)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
