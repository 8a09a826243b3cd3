import { useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { Actions, Dialog } from '../../../ui/dialog.tsx'
import { Ago } from '../../../ui/time.tsx'

export type Newer = {
  id: string
  public?: boolean
  author: { kind: string; id: string | null; name: string | null }
  created_at: string
}

/** Somebody wrote meanwhile: who and when, before an answer to an older conversation goes out. */
export const MovedOn = ({
  newer,
  onReview,
  onSend,
}: {
  newer: Newer[] | null
  onReview: () => void
  onSend: () => void
}) => {
  const t = useTexts()
  return (
    <Dialog open={newer !== null} onClose={onReview} title={t.ticket.movedOn} description={t.ticket.movedOnHint}>
      <ul className="flex flex-col gap-1.5 rounded-md bg-sunken p-2.5 text-sm">
        {newer?.map(({ id, author, public: isPublic, created_at }) => (
          <li key={id} className="flex items-center gap-2">
            <span dir="auto" className="min-w-0 flex-1 truncate font-medium">
              {author.name || t.ticket.somebody}
            </span>
            {isPublic === false ? <span className="text-xs text-ink-soft">{t.ticket.note}</span> : null}
            <span className="text-xs text-ink-faint">
              <Ago at={created_at} />
            </span>
          </li>
        ))}
      </ul>
      <Actions>
        <Button onClick={onSend}>{t.ticket.sendAnyway}</Button>
        <Button look="primary" onClick={onReview}>
          {t.ticket.review}
        </Button>
      </Actions>
    </Dialog>
  )
}
