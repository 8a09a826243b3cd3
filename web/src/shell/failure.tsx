import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
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

/** Where there is no page: the way to one that is there. */
export const NotFound = () => {
  const t = useTexts()
  return (
    <main>
      <Empty icon={<Compass />} title={t.shell.notFound}>
        <Link to="/inbox" className="text-accent hover:underline">
          {t.shell.toInbox}
        </Link>
      </Empty>
    </main>
  )
}
