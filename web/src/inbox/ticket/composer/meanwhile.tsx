import type { Message } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'

/** Somebody wrote since one began to write: says so until it was seen. */
export const Meanwhile = ({ newer, onSeen }: { newer: readonly Message[]; onSeen: () => void }) => {
  const t = useTexts()
  const last = newer.at(-1)
  if (!last) return null
  return (
    <p
      role="status"
      className="mx-3 mt-1.5 flex items-center gap-2 rounded-md bg-warn-soft px-2.5 py-1 text-[0.8125rem] text-warn sm:mx-4"
    >
      <span className="min-w-0 flex-1">{t.ticket.wroteMeanwhile(last.author.name || t.ticket.somebody)}</span>
      <Button small onClick={onSeen}>
        {t.ticket.seen}
      </Button>
    </p>
  )
}
