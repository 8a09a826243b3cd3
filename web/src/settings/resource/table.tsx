import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'

export type Column<T> = { label: string; cell: (item: T) => ReactNode; end?: boolean }

/** Items in rows. On a phone each becomes a card: nothing scrolls sideways. `actions` stand at each row's end. */
export const Table = <T extends { id: string }>({
  label,
  columns,
  items,
  actions,
}: {
  /** What the table is of, for those who do not see it. */
  label: string
  columns: Column<T>[]
  items: readonly T[]
  actions?: (item: T) => ReactNode
}) => (
  <div className="overflow-hidden rounded-lg border border-line bg-surface">
    <table className="block w-full text-sm sm:table" aria-label={label}>
      <thead className="hidden border-b border-line text-start text-xs text-ink-faint sm:table-header-group">
        <tr>
          {columns.map((column) => (
            <th
              key={column.label}
              scope="col"
              className={`px-3 py-2 font-medium ${column.end ? 'text-end' : 'text-start'}`}
            >
              {column.label}
            </th>
          ))}
          {actions ? <td /> : null}
        </tr>
      </thead>
      <tbody className="block divide-y divide-line sm:table-row-group">
        {items.map((item) => (
          <tr
            key={item.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] px-1 py-2 hover:bg-hover sm:table-row sm:p-0"
          >
            {columns.map((column, n) => (
              <Cell key={column.label} label={n === 0 ? null : column.label} end={column.end === true}>
                {column.cell(item)}
              </Cell>
            ))}
            {actions ? (
              // Beside the card's first line: the others have all of its width.
              <td className="col-start-2 row-start-1 sm:w-px sm:px-2 sm:text-end sm:whitespace-nowrap">
                {actions(item)}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** A cell; on a phone a line of its card, which says what it is of, and is left out where there is nothing to say. */
const Cell = ({ label, end, children }: { label: string | null; end: boolean; children: ReactNode }) => {
  const isEmpty = children === null || children === undefined || children === ''
  return (
    <td
      className={classes(
        'items-baseline gap-3 px-3 py-0.5 sm:table-cell sm:py-2.5',
        // A long address in the first leaves the words of the others whole.
        label === null
          ? 'col-start-1 row-start-1 [overflow-wrap:anywhere]'
          : 'col-span-2 col-start-1 break-words sm:max-w-60',
        isEmpty ? 'hidden' : 'flex',
        end && 'sm:text-end',
      )}
    >
      {label ? <span className="w-24 shrink-0 text-xs text-ink-faint sm:hidden">{label}</span> : null}
      <div className="min-w-0 flex-1">{children}</div>
    </td>
  )
}
