import { type FormEvent, useState } from 'react'

/** One thing that a form does: whether it is under way, what went wrong, and the form's submit. */
export const useAction = (run: (given: FormData) => Promise<unknown>) => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const start = async (given: FormData) => {
    setBusy(true)
    setError(null)
    try {
      await run(given)
    } catch (thrown) {
      setError(thrown)
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
