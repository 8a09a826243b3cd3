import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../texts/texts.tsx'
import { measure, period } from '../format.ts'
import { Card, type Shown } from '../kit/card.tsx'
import { COLOURS } from '../kit/series.ts'
import { type Asked, byPeriod, csvHref, reportQuery } from '../query.ts'
import { shareOf, sumTimes } from '../sums.ts'
import { useReportsTexts } from '../texts.ts'
import type { ReportOf, ResponseTimes, Row } from '../types.ts'

/** How long the first reply, or the resolution, took on average, and how many were quick. */
export const TimesCard = ({ asked, of }: { asked: Asked; of: 'first_reply' | 'resolution' }) => {
  const t = useReportsTexts()
  const language = useLanguage()
  const query = byPeriod(asked)
  const title = of === 'first_reply' ? t.firstReply : t.resolution
  const show = ({ data }: ReportOf<Row<ResponseTimes>>): Shown => {
    const sum = sumTimes(data.map((row) => row[of]))
    if (sum.count === 0) return null
    const bands = Object.keys(sum.within)
    const hour = shareOf(sum.within['1h'] ?? 0, sum.count)
    return {
      summary: t.timesSum(
        measure(sum.count, 'count', language),
        measure(sum.mean_seconds, 'seconds', language),
        measure(hour, 'share', language),
      ),
      chart: {
        kind: 'lines',
        interval: asked.interval,
        points: data.map((row) => ({ period: row.period, series: t.mean, value: row[of].mean_seconds })),
        series: [{ name: t.mean, colour: COLOURS[0] }],
        unit: 'seconds',
      },
      table: {
        head: t.period,
        columns: [
          { label: t.measured, unit: 'count' },
          { label: t.mean, unit: 'seconds' },
          ...bands.map((band) => ({ label: t.within(t.bands[band] ?? band), unit: 'share' as const })),
        ],
        rows: data.map((row) => ({
          key: row.period,
          name: period(row.period, asked.interval, language),
          values: [
            row[of].count,
            row[of].mean_seconds,
            ...bands.map((band) => shareOf(row[of].within[band] ?? 0, row[of].count)),
          ],
        })),
      },
    }
  }
  return (
    <Card
      title={title}
      csv={csvHref('response-times', query)}
      query={useQuery(reportQuery<Row<ResponseTimes>>('response-times', query))}
      show={show}
    />
  )
}
