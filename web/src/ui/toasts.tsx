import { X } from 'lucide-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { problemOf } from '../api/problem.ts'
import { useTexts } from '../texts/texts.tsx'
import { classes } from './classes.ts'

type Toast = { id: number; text: ReactNode; tone: 'plain' | 'danger'; action?: { label: string; run: () => void } }

const SHOWN_MS = 6_000
let toasts: Toast[] = []
let next = 1
const listeners = new Set<() => void>()
const set = (now: Toast[]) => {
  toasts = now
  for (const listener of listeners) listener()
}
const dismiss = (id: number) => set(toasts.filter((toast) => toast.id !== id))

/** Says what was done, with a way to undo it where there is one. `forMs`: how long it stays. */
export const toast = (
  text: ReactNode,
  { action, forMs = SHOWN_MS, tone = 'plain' }: Partial<Pick<Toast, 'action' | 'tone'>> & { forMs?: number } = {},
): (() => void) => {
  const id = next++
  set([...toasts.slice(-3), { id, text, tone, ...(action ? { action } : {}) }])
  setTimeout(() => dismiss(id), forMs)
  return () => dismiss(id)
}

/** Does what the latest notice offers: mostly to undo it. False where none offers anything. */
export const runLastAction = (): boolean => {
  const last = toasts.findLast(({ action }) => action)
  if (!last) return false
  dismiss(last.id)
  last.action?.run()
  return true
}

/** Says what went wrong, in the server's words. */
export const toastProblem = (error: unknown): void => {
  toast(problemOf(error).message, { tone: 'danger', forMs: 10_000 })
}

/** Where toasts appear. Read out politely; never takes the focus. */
export const Toasts = () => {
  const t = useTexts()
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <section
      aria-label={t.shell.notices}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-17 z-50 flex flex-col items-center gap-2 sm:bottom-3"
    >
      {shown.map(({ id, text, action, tone }) => (
        <div
          key={id}
          className={classes(
            'pointer-events-auto flex max-w-full items-center gap-3 rounded-lg border border-line bg-raised py-1.5 ps-3 pe-1.5 text-sm shadow-raised',
            tone === 'danger' && 'text-danger',
          )}
        >
          <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
          {action ? (
            <button
              type="button"
              className="rounded-md px-2 py-1 font-medium text-accent hover:bg-hover"
              onClick={() => {
                dismiss(id)
                action.run()
              }}
            >
              {action.label}
            </button>
          ) : null}
          <button
            type="button"
            aria-label={t.shell.close}
            className="rounded-md p-1.5 text-ink-soft hover:bg-hover"
            onClick={() => dismiss(id)}
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
      ))}
    </section>
  )
}
