import { X } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../../../api/session.ts'
import type { WholeTicket } from '../../../../api/types.ts'
import { useActions } from '../../actions/use-actions.ts'
import { Nothing, Section } from '../section.tsx'
import { usePanelTexts } from '../texts.ts'
import { TagField } from './tag-field.tsx'

/** More are shown when they are asked for. */
const SHOWN_MAX = 24

/** A ticket's tags, and where others are added. */
export const Tags = ({ ticket }: { ticket: WholeTicket }) => {
  const t = usePanelTexts()
  const { toggleTag } = useActions(ticket)
  const mayWrite = useMay('tickets:write')
  const [showsAll, setShowsAll] = useState(false)
  const { tags } = ticket
  const shown = showsAll ? tags : tags.slice(0, SHOWN_MAX)
  return (
    <Section name="tags" title={t.tags} count={tags.length}>
      {tags.length > 0 ? (
        <ul className="mb-2 flex flex-wrap gap-1">
          {shown.map((tag) => (
            <li
              key={tag}
              className="inline-flex min-h-6 max-w-full items-center rounded-full bg-sunken ps-2 text-xs text-ink-soft"
            >
              <span dir="auto" className={mayWrite ? 'truncate' : 'truncate pe-2'} title={tag}>
                {tag}
              </span>
              {mayWrite ? (
                <button
                  type="button"
                  aria-label={t.removeTag(tag)}
                  onClick={() => toggleTag(tag)}
                  className="inline-flex size-6 shrink-0 items-center justify-center rounded-full hover:bg-hover hover:text-ink"
                >
                  <X aria-hidden className="size-3" />
                </button>
              ) : null}
            </li>
          ))}
          {tags.length > shown.length ? (
            <li>
              <button
                type="button"
                className="min-h-6 rounded px-1.5 text-xs text-accent hover:bg-hover"
                onClick={() => setShowsAll(true)}
              >
                {t.showAll(tags.length)}
              </button>
            </li>
          ) : null}
        </ul>
      ) : mayWrite ? null : (
        <Nothing>{t.noTags}</Nothing>
      )}
      {mayWrite ? <TagField has={tags} onAdd={toggleTag} /> : null}
    </Section>
  )
}
