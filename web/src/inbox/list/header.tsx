import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMay } from '../../api/session.ts'
import { useTexts } from '../../texts/texts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { SearchBox } from '../search/box.tsx'
import type { Frame } from './place.tsx'

/** Over a list: what it is, a search, how it is shown, and a new ticket. */
export const ListHeader = ({
  title,
  q,
  controls,
  drawer,
  isTable,
  onCreate,
}: Frame & { title: string; q: string; controls?: ReactNode }) => {
  const t = useTexts()
  const mayCreate = useMay('tickets:create')
  const search = <SearchBox q={q} />
  return (
    <div className="flex shrink-0 flex-col gap-2 border-line border-b px-3 py-2">
      <div className="flex h-8 items-center gap-1">
        {drawer}
        <h1 dir="auto" className="me-auto min-w-0 truncate font-semibold text-[0.9375rem]">
          {title}
        </h1>
        {isTable ? <div className="me-2 w-96 min-w-0">{search}</div> : null}
        {controls}
        {mayCreate ? (
          <IconButton label={t.inbox.newTicket} keys="c" onClick={onCreate}>
            <Plus aria-hidden />
          </IconButton>
        ) : null}
      </div>
      {isTable ? null : search}
    </div>
  )
}
