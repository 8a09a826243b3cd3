import type { ReactNode } from 'react'

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
          <tr key={item.id} className="relative block px-1 py-2 hover:bg-hover sm:table-row sm:p-0">
            {columns.map((column) => (
              <td
                key={column.label}
                className={`block px-3 py-0.5 [overflow-wrap:anywhere] sm:table-cell sm:py-2.5 ${column.end ? 'sm:text-end' : ''}`}
              >
                {column.cell(item)}
              </td>
            ))}
            {actions ? (
              <td className="absolute end-1 top-1 sm:static sm:w-px sm:px-2 sm:text-end sm:whitespace-nowrap">
                {actions(item)}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
