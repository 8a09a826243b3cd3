import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { FileQuestion } from 'lucide-react'
import { ApiProblem } from '../api/problem.ts'
import { useTexts } from '../texts/texts.tsx'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'
import { Empty } from '../ui/states.tsx'

/** In a page's place where it could not be shown. */
export const Failure = ({ error, reset }: ErrorComponentProps) => {
  const t = useTexts()
  return (
    <div className="mx-auto flex max-w-lg flex-col gap-3 p-6">
      {error instanceof ApiProblem || error instanceof TypeError ? (
        <Problem error={error} onRetry={reset} />
      ) : (
        <p role="alert" className="text-sm">
          {t.shell.broken}
        </p>
      )}
      <Button onClick={() => location.reload()}>{t.shell.reload}</Button>
    </div>
  )
}

/** In the place of a page that there is not, with a way on. */
export const NotFound = () => {
  const t = useTexts()
  return (
    <main>
      <Empty icon={<FileQuestion />} title={t.shell.notFound}>
        <Link to="/inbox" className="rounded px-1 py-0.5 text-accent underline underline-offset-2">
          {t.shell.goTo} {t.shell.inbox}
        </Link>
      </Empty>
    </main>
  )
}
