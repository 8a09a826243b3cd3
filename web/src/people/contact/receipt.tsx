import { Download } from 'lucide-react'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { moment } from '../../ui/time.tsx'
import { saveFile } from '../save-file.ts'
import { usePeopleTexts } from '../texts.ts'

/** What the API answers to an erasure. */
export type Receipt = {
  id: string
  contact_id: string
  erased_at: string
  counts: Record<string, number>
  sha256: string
}

/** What was erased, to be kept. */
export const ReceiptDialog = ({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const language = useLanguage()
  const { id, erased_at, counts, sha256 } = receipt
  const keep = () =>
    saveFile(new Blob([JSON.stringify(receipt, null, 2)], { type: 'application/json' }), `erasure-${id}.json`)
  return (
    <Dialog open onClose={onClose} title={t.erasedTitle} description={t.erasedText}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 rounded-md border border-line p-3 text-sm">
        <dt className="text-ink-soft">{t.receipt}</dt>
        <dd className="text-end tabular-nums">{id}</dd>
        <dt className="text-ink-soft">{t.erasedAt}</dt>
        <dd className="text-end">{moment(erased_at, language)}</dd>
        {Object.entries(counts).map(([name, count]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-ink-soft">{t.counts[name] ?? name}</dt>
            <dd className="text-end tabular-nums">{count.toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-col gap-1">
        <p className="text-[0.8125rem] font-medium">{t.digest}</p>
        <CopyText text={sha256} label={t.digest} />
      </div>
      <Actions>
        <Button icon={<Download aria-hidden className="size-4" />} onClick={keep}>
          {t.downloadReceipt}
        </Button>
        <Button look="primary" onClick={onClose}>
          {shell.close}
        </Button>
      </Actions>
    </Dialog>
  )
}
