import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../texts/texts.tsx'
import { measure, period } from '../format.ts'
import { Card, type Shown } from '../kit/card.tsx'
import { COLOURS } from '../kit/series.ts'
import { type Asked, byPeriod, csvHref, reportQuery } from '../query.ts'
import { sumKept } from '../sums.ts'
import { useReportsTexts } from '../texts.ts'
import type { ReportOf, Row, Sla } from '../types.ts'

const KINDS = ['first_reply', 'next_reply', 'resolution'] as const

/** Which share of each promise was kept in time. */
export const SlaCard = ({ asked }: { asked: Asked }) => {
  const t = useReportsTexts()
  const language = useLanguage()
  const query = byPeriod(asked)
  const names = { first_reply: t.slaFirst, next_reply: t.slaNext, resolution: t.slaResolution }
  const show = ({ data }: ReportOf<Row<Sla>>): Shown => {
    const sum = sumKept(data.flatMap((row) => KINDS.map((kind) => row[kind])))
    if (sum.share === null) return null
    return {
      summary: t.slaSum(measure(sum.share, 'share', language), measure(sum.breached, 'count', language)),
      chart: {
        kind: 'lines',
        interval: asked.interval,
        points: KINDS.flatMap((kind) =>
          data.map((row) => ({ period: row.period, series: names[kind], value: row[kind].share })),
        ),
        series: KINDS.map((kind, index) => ({ name: names[kind], colour: COLOURS[index] ?? COLOURS[0] })),
        unit: 'share',
      },
      table: {
        head: t.period,
        columns: KINDS.flatMap((kind) => [
          { label: `${names[kind]}: ${t.met}`, unit: 'count' as const },
          { label: `${names[kind]}: ${t.breached}`, unit: 'count' as const },
        ]),
        rows: data.map((row) => ({
          key: row.period,
          name: period(row.period, asked.interval, language),
          values: KINDS.flatMap((kind) => [row[kind].met, row[kind].breached]),
        })),
      },
    }
  }
  return (
    <Card
      title={t.sla}
      csv={csvHref('sla', query)}
      query={useQuery(reportQuery<Row<Sla>>('sla', query))}
      show={show}
      nothing={t.noSla}
    />
  )
}
