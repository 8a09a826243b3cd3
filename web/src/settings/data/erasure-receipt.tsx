import { useLanguage } from '../../texts/texts.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { moment } from '../../ui/time.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

const COUNTED = [
  'tickets',
  'shared_tickets',
  'messages',
  'attachments',
  'mails',
  'activities',
  'identities',
  'events',
  'deliveries',
  'answers',
] as const

export type Erasure = {
  id: string
  contact_id: string
  erased_at: string
  counts: Record<(typeof COUNTED)[number], number>
  sha256: string
}

/** What was erased of one person; the receipt itself, to keep, as the hash was made of it. */
export const ErasureReceipt = ({ receipt }: { receipt: Erasure }) => {
  const t = useSettingsTexts().data
  const language = useLanguage()
  return (
    <Section title={`${t.contact} ${receipt.contact_id}`} intro={`${t.erased}: ${moment(receipt.erased_at, language)}`}>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-1 text-sm sm:grid-cols-3">
        {COUNTED.map((name) => (
          <div key={name} className="flex justify-between gap-2">
            <dt className="text-ink-soft">{t.counts[name]}</dt>
            <dd className="tabular-nums">{receipt.counts[name].toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
      <CopyText label={t.receipt} text={JSON.stringify(receipt)} />
    </Section>
  )
}
