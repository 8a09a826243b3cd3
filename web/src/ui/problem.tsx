import { SearchX, TriangleAlert } from 'lucide-react'
import { problemOf } from '../api/problem.ts'
import { useTexts } from '../texts/texts.tsx'
import { Button } from './button.tsx'
import { Empty } from './states.tsx'
import { WithCode } from './with-code.tsx'

/**
 * What went wrong, in the server's own words; where it is the server's fault, with the request's id for whoever looks into
 * the log. A page or a part of one that is not there says so instead: asking again would not bring it.
 */
export const Problem = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const t = useTexts()
  const problem = problemOf(error)
  if (problem.status === 404 && onRetry) {
    return (
      <div role="alert">
        <Empty icon={<SearchX />} title={t.shell.missing}>
          {problem.message}
        </Empty>
      </div>
    )
  }
  return (
    <div role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft p-1.5 ps-2.5 text-sm text-danger">
      <TriangleAlert aria-hidden className="my-1.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 py-1 [overflow-wrap:anywhere]">
        <p>{problem.status === 0 ? t.shell.unreachable : <WithCode text={problem.message} />}</p>
        {problem.fields.map(({ path, message }) => (
          <p key={path}>
            <code className="font-mono text-xs">{path}</code> <WithCode text={message} />
          </p>
        ))}
        {problem.requestId && problem.status >= 500 ? (
          <p className="mt-1 text-xs">{t.shell.requestId(problem.requestId)}</p>
        ) : null}
      </div>
      {onRetry ? (
        <Button small onClick={onRetry}>
          {t.shell.tryAgain}
        </Button>
      ) : null}
    </div>
  )
}
