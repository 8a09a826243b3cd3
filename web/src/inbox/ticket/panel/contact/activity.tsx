import { useQuery } from '@tanstack/react-query'
import { Problem } from '../../../../ui/problem.tsx'
import { Ago } from '../../../../ui/time.tsx'
import { Lines, Nothing } from '../section.tsx'
import { usePanelTexts } from '../texts.ts'
import { activityQuery } from './query.ts'

/** What somebody did on the pages that tell, the latest first. */
export const ActivityList = ({ contactId }: { contactId: string }) => {
  const t = usePanelTexts()
  const { data, error, refetch } = useQuery(activityQuery(contactId))
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <Lines />
  if (data.length === 0) return <Nothing>{t.noActivity}</Nothing>
  return (
    <ul className="flex flex-col gap-2">
      {data.map(({ id, type, element, page_url, created_at }) => (
        <li key={id} className="min-w-0">
          <p className="flex gap-2">
            <span className="min-w-0 flex-1 truncate">
              <bdi>{type}</bdi>
            </span>
            <span className="shrink-0 text-xs text-ink-faint">
              <Ago at={created_at} />
            </span>
          </p>
          {page_url || element ? (
            <p dir="ltr" className="truncate text-xs text-ink-faint" title={page_url ?? element ?? ''}>
              {page_url ?? element}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
