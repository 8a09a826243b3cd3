import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../texts/texts.tsx'
import { measure, period } from '../format.ts'
import { Card, type Shown } from '../kit/card.tsx'
import { COLOURS } from '../kit/series.ts'
import { type Asked, byPeriod, csvHref, reportQuery } from '../query.ts'
import { useReportsTexts } from '../texts.ts'
import type { ReportOf, Row, Work } from '../types.ts'

/** How much was left to do at each period's end. */
export const BacklogCard = ({ asked }: { asked: Asked }) => {
  const t = useReportsTexts()
  const language = useLanguage()
  const query = byPeriod(asked)
  const show = ({ data }: ReportOf<Row<Work>>): Shown => {
    const last = data.at(-1)
    if (!last || data.every(({ open, entered, departed }) => open === 0 && entered === 0 && departed === 0)) return null
    const change = data.reduce((sum, { entered, departed }) => sum + entered - departed, 0)
    const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }).format(change)
    return {
      summary: t.backlogSum(measure(last.open, 'count', language), signed),
      chart: {
        kind: 'area',
        interval: asked.interval,
        points: data.map((row) => ({ period: row.period, series: t.open, value: row.open })),
        series: [{ name: t.open, colour: COLOURS[1] }],
        unit: 'count',
      },
      table: {
        head: t.period,
        columns: [
          { label: t.entered, unit: 'count' },
          { label: t.departed, unit: 'count' },
          { label: t.open, unit: 'count' },
        ],
        rows: data.map((row) => ({
          key: row.period,
          name: period(row.period, asked.interval, language),
          values: [row.entered, row.departed, row.open],
        })),
      },
    }
  }
  return (
    <Card
      title={t.backlog}
      csv={csvHref('backlog', query)}
      query={useQuery(reportQuery<Row<Work>>('backlog', query))}
      show={show}
    />
  )
}
