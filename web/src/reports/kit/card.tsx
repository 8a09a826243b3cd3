import type { UseQueryResult } from '@tanstack/react-query'
import { Download, Table2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Problem } from '../../ui/problem.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { useReportsTexts } from '../texts.ts'
import { Chart, type ChartSpec } from './chart.tsx'
import { type Data, DataTable } from './data-table.tsx'

/** A report as it is shown; null where there is nothing to show. */
export type Shown = { summary: string; chart: ChartSpec; table: Data } | null

/** One report: its name, what it says in a sentence, the chart, and the table and the file behind it. */
export const Card = <T,>({
  title,
  csv,
  query,
  show,
  nothing,
  note,
  wide,
}: {
  title: string
  csv: string
  query: UseQueryResult<T>
  show: (data: T) => Shown
  nothing?: string
  note?: string
  wide?: boolean
}) => {
  const t = useReportsTexts()
  const id = useId()
  const [isTable, setTable] = useState(false)
  const { data, error, refetch, isPlaceholderData } = query
  const shown = data === undefined ? undefined : show(data)
  return (
    <section
      aria-labelledby={id}
      aria-busy={isPlaceholderData || undefined}
      className={classes(
        'flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4 print:break-inside-avoid',
        wide && 'lg:col-span-2',
        isPlaceholderData && 'opacity-60',
      )}
    >
      <div className="flex flex-wrap items-start gap-2">
        <div className="min-w-48 flex-1">
          <h2 id={id} className="text-sm font-semibold">
            {title}
          </h2>
          {shown ? <p className="mt-0.5 text-[0.8125rem] text-ink-soft">{shown.summary}</p> : null}
          {note ? <p className="mt-0.5 text-[0.8125rem] text-ink-faint">{note}</p> : null}
        </div>
        {shown ? (
          <div className="flex gap-1 print:hidden">
            <Button
              small
              look="quiet"
              aria-expanded={isTable}
              aria-label={t.ofReport(isTable ? t.hideTable : t.showTable, title)}
              icon={<Table2 aria-hidden className="size-4" />}
              onClick={() => setTable(!isTable)}
            >
              {isTable ? t.hideTable : t.showTable}
            </Button>
            <a
              href={csv}
              download
              aria-label={t.ofReport(t.download, title)}
              className="inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md px-2 text-[0.8125rem] font-medium text-ink-soft hover:bg-hover hover:text-ink"
            >
              <Download aria-hidden className="size-4" />
              {t.download}
            </a>
          </div>
        ) : null}
      </div>
      {error && data === undefined ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {shown === undefined && !error ? <Waiting /> : null}
      {shown === null ? <p className="py-10 text-center text-sm text-ink-soft">{nothing ?? t.nothing}</p> : null}
      {shown ? (
        <>
          <Chart spec={shown.chart} label={`${title}. ${shown.summary}`} />
          <Legend chart={shown.chart} />
          {isTable ? <DataTable label={title} data={shown.table} /> : null}
        </>
      ) : null}
    </section>
  )
}

const Waiting = (): ReactNode => <Skeleton className="h-[220px] w-full" />

/** Which colour is which, where there are several. */
const Legend = ({ chart }: { chart: ChartSpec }) =>
  chart.kind === 'bars' || chart.series.length < 2 ? null : (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
      {chart.series.map(({ name, colour }) => (
        <li key={name} className="inline-flex min-w-0 items-center gap-1.5">
          <span
            aria-hidden
            className="size-2.5 shrink-0 rounded-sm print:[print-color-adjust:exact]"
            style={{ background: colour }}
          />
          <bdi className="truncate">{name}</bdi>
        </li>
      ))}
    </ul>
  )
