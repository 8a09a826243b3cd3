import { useInfiniteQuery } from '@tanstack/react-query'
import { Paged } from '../../ui/paged.tsx'
import { Ago } from '../../ui/time.tsx'
import { activityQuery } from '../query.ts'
import { usePeopleTexts } from '../texts.ts'

/** What they did on the desk's pages, the newest first. */
export const Activities = ({ id }: { id: string }) => {
  const t = usePeopleTexts()
  const pages = useInfiniteQuery(activityQuery(id))
  return (
    <Paged pages={pages} rows={2} empty={<p className="text-sm text-ink-soft">{t.noActivity}</p>}>
      {(activities) => (
        <ol className="flex flex-col gap-2">
          {activities.map(({ id: one, type, element, page_url, metadata, created_at }) => (
            <li key={one} className="flex items-start gap-3 text-sm">
              <div className="min-w-0 flex-1">
                <p className="[overflow-wrap:anywhere]">
                  <bdi className="font-medium">{type}</bdi>{' '}
                  {element ? <bdi className="text-ink-soft">{element}</bdi> : null}
                </p>
                {page_url ? (
                  // Not a link: a page's visitor says what it is.
                  <p className="truncate text-xs text-ink-faint" dir="ltr" title={page_url}>
                    {page_url}
                  </p>
                ) : null}
                {Object.keys(metadata).length > 0 ? (
                  <p className="truncate font-mono text-xs text-ink-faint" dir="ltr">
                    {JSON.stringify(metadata)}
                  </p>
                ) : null}
              </div>
              <span className="shrink-0 text-xs text-ink-faint">
                <Ago at={created_at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Paged>
  )
}
