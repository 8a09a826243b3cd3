import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../api/problem.ts'

/**
 * One thing that a form does: whether it is under way, what went wrong, and the form's submit. `wrong` is said, in the
 * reader's language, where what was typed lets nobody in (401).
 */
export const useAction = (run: (given: FormData) => Promise<unknown>, wrong?: string) => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const start = async (given: FormData) => {
    setBusy(true)
    setError(null)
    try {
      await run(given)
    } catch (thrown) {
      const isWrong = wrong !== undefined && thrown instanceof ApiProblem && thrown.status === 401
      setError(isWrong ? new ApiProblem(401, { ...thrown.body, detail: wrong }, thrown.requestId) : thrown)
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    error,
    start,
    submit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      void start(new FormData(event.currentTarget))
    },
  }
}
