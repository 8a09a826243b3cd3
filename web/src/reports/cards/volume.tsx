import { useQuery } from '@tanstack/react-query'
import { channelName } from '../../inbox/channels.ts'
import { isolated } from '../../texts/bidi.ts'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { measure, period } from '../format.ts'
import { Card, type Shown } from '../kit/card.tsx'
import { added, seriesOf } from '../kit/series.ts'
import { type Asked, csvHref, ofVolumes, reportQuery } from '../query.ts'
import { sumBy, sumVolume } from '../sums.ts'
import { useReportsTexts } from '../texts.ts'
import type { ReportOf, Row, Volume } from '../types.ts'

const MEASURES = ['created', 'received', 'replied', 'resolved', 'reopened'] as const

/** What came in by channel, period by period. */
export const VolumeCard = ({ asked }: { asked: Asked }) => {
  const t = useReportsTexts()
  const texts = useTexts()
  const language = useLanguage()
  const query = ofVolumes(asked, 'channel', asked.interval)
  const count = (value: number) => measure(value, 'count', language)
  const show = ({ data }: ReportOf<Row<Volume>>): Shown => {
    const sum = sumVolume(data)
    if (MEASURES.every((name) => sum[name] === 0)) return null
    const nameOf = ({ channel }: Row<Volume>) => channelName(texts, channel) ?? t.none
    const { series, as } = seriesOf(
      sumBy(data, nameOf, 'created').map(({ name }) => name),
      t.others,
    )
    const points = data.map((row) => ({ period: row.period, series: as(nameOf(row)), value: row.created }))
    return {
      summary: t.volumeSum(count(sum.created), count(sum.received), count(sum.replied)),
      chart: { kind: 'stack', interval: asked.interval, points: added(points), series, unit: 'count' },
      table: {
        head: t.period,
        columns: MEASURES.map((name) => ({ label: t[name], unit: 'count' })),
        rows: [...Map.groupBy(data, (row) => row.period)].map(([day, rows]) => {
          const all = sumVolume(rows)
          return { key: day, name: period(day, asked.interval, language), values: MEASURES.map((name) => all[name]) }
        }),
      },
    }
  }
  return (
    <Card
      wide
      title={t.volume}
      csv={csvHref('volumes', query)}
      query={useQuery(reportQuery<Row<Volume>>('volumes', query))}
      show={show}
    />
  )
}

/** Of so many bars the eye makes something. */
const BARS = 12

/** What came in by source, or by department, over the whole range. */
export const BreakdownCard = ({ asked, by }: { asked: Asked; by: 'source' | 'department' }) => {
  const t = useReportsTexts()
  const language = useLanguage()
  const query = ofVolumes(asked, by, 'month')
  const nameOf = (row: Row<Volume>) => (by === 'source' ? row.source : row.department?.name) || t.none
  const show = ({ data }: ReportOf<Row<Volume>>): Shown => {
    const sums = sumBy(data, nameOf, 'created')
    const [first] = sums
    if (!first || sums.every(({ volume }) => MEASURES.every((name) => volume[name] === 0))) return null
    const most = by === 'source' ? t.most : t.mostIn
    return {
      summary: most(isolated(first.name), measure(first.value, 'count', language)),
      chart: { kind: 'bars', bars: sums.slice(0, BARS).map(({ name, value }) => ({ name, value })), unit: 'count' },
      table: {
        head: by === 'source' ? t.source : t.department,
        columns: MEASURES.map((name) => ({ label: t[name], unit: 'count' })),
        rows: sums.map(({ name, volume }) => ({ key: name, name, values: MEASURES.map((one) => volume[one]) })),
      },
    }
  }
  return (
    <Card
      title={by === 'source' ? t.sources : t.departments}
      csv={csvHref('volumes', query)}
      query={useQuery(reportQuery<Row<Volume>>('volumes', query))}
      show={show}
    />
  )
}
