import { useLanguage } from '../../texts/texts.tsx'
import { measure, type Unit } from '../format.ts'
import { useReportsTexts } from '../texts.ts'

export type DataColumn = { label: string; unit: Unit }
export type DataRow = { key: string; name: string; values: (number | null)[] }
export type Data = { head: string; columns: DataColumn[]; rows: DataRow[] }

/** The numbers behind a chart. */
export const DataTable = ({ label, data: { head, columns, rows } }: { label: string; data: Data }) => {
  const language = useLanguage()
  const t = useReportsTexts()
  return (
    <section
      aria-label={t.ofReport(t.table, label)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-md border border-line print:max-h-none print:overflow-visible"
    >
      <table className="w-full text-sm tabular-nums">
        <thead className="sticky top-0 bg-sunken text-xs text-ink-soft">
          <tr>
            <th scope="col" className="px-3 py-2 text-start font-medium">
              {head}
            </th>
            {columns.map((column) => (
              <th key={column.label} scope="col" className="px-3 py-2 text-end font-medium">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ key, name, values }) => (
            <tr key={key}>
              <th scope="row" className="min-w-28 px-3 py-1.5 text-start font-normal [overflow-wrap:anywhere]">
                <bdi>{name}</bdi>
              </th>
              {columns.map((column, index) => (
                <td key={column.label} className="px-3 py-1.5 text-end whitespace-nowrap">
                  {measure(values[index] ?? null, column.unit, language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
