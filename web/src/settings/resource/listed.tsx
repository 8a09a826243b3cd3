import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type ComponentProps, type ReactNode, Suspense, useState } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { allOf } from './all.ts'

/** All of a short list of the API's: loading, failed, empty, or its items. */
export const Listed = <T,>({
  path,
  rows,
  empty,
  children,
}: {
  path: string
  /** How many rows stand in for it while it loads. */
  rows: number
  empty: ReactNode
  children: (items: T[]) => ReactNode
}) => {
  const { data, error, refetch } = useQuery(allOf<T>(path))
  return (
    <>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={rows} /> : null}
      {data?.length === 0 ? empty : null}
      {data && data.length > 0 ? children(data) : null}
    </>
  )
}

/** What changes such a list: `takeOff` takes something off it and says so, with the way back. */
export const useListed = (path: string) => {
  const { shell } = useTexts()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['settings', path] })
  const takeOff = (remove: () => Promise<unknown>, putBack: () => Promise<unknown>, words: string) =>
    remove().then(() => {
      const undo = () => void putBack().then(refresh, toastProblem)
      toast(words, { action: { label: shell.undo, run: undo } })
      return refresh()
    }, toastProblem)
  return { refresh, takeOff }
}

/** The button that opens the form for one more. */
export const AddButton = ({
  words,
  title,
  look,
  form,
}: {
  words: string
  title: string
  look?: ComponentProps<typeof Button>['look']
  form: (close: () => void) => ReactNode
}) => {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button {...(look ? { look } : {})} icon={<Plus aria-hidden className="size-4" />} onClick={() => setOpen(true)}>
        {words}
      </Button>
      <Dialog open={open} onClose={close} title={title}>
        <Suspense fallback={<SkeletonRows rows={2} />}>{form(close)}</Suspense>
      </Dialog>
    </>
  )
}
