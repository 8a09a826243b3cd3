import { useTexts } from '../../texts/texts.tsx'
import type { Column } from './columns.tsx'

/** The names of the table's columns; they stay while the rows go by. */
export const TableHead = ({ columns, grid }: { columns: Column[]; grid: string }) => {
  const t = useTexts()
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the table it is in
    <div role="rowgroup" className="sticky top-0 z-20">
      {/* biome-ignore lint/a11y/useSemanticElements: as the table it is in */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: nothing is done with it */}
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-8 items-center gap-3 border-line border-b bg-canvas px-3 font-medium text-ink-faint text-xs"
        style={{ gridTemplateColumns: grid }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as the table it is in */}
        <span role="cell" />
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: as the table it is in
          // biome-ignore lint/a11y/useFocusableInteractive: nothing is done with it
          <span key={column} role="columnheader" className="truncate">
            {t.inbox.column[column]}
          </span>
        ))}
      </div>
    </div>
  )
}
