import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../texts/texts.tsx'
import { measure, period } from '../format.ts'
import { Card, type Shown } from '../kit/card.tsx'
import { COLOURS } from '../kit/series.ts'
import { type Asked, byPeriod, csvHref, reportQuery } from '../query.ts'
import { sumReplies } from '../sums.ts'
import { useReportsTexts } from '../texts.ts'
import type { Replies, ReportOf, Row } from '../types.ts'

/** Public replies by people and by AI. Not on the page of a desk whose AI wrote nothing. */
export const AiCard = ({ asked }: { asked: Asked }) => {
  const t = useReportsTexts()
  const language = useLanguage()
  const query = byPeriod(asked)
  const report = useQuery(reportQuery<Row<Replies>>('replies', query))
  if (!report.data || sumReplies(report.data.data).ai_replies === 0) return null
  const show = ({ data }: ReportOf<Row<Replies>>): Shown => {
    const sum = sumReplies(data)
    return {
      summary: t.aiSum(measure(sum.ai_share, 'share', language), measure(sum.ai_replies, 'count', language)),
      chart: {
        kind: 'stack',
        interval: asked.interval,
        points: data.flatMap((row) => [
          { period: row.period, series: t.byAi, value: row.ai_replies },
          { period: row.period, series: t.byAgents, value: row.agent_replies },
        ]),
        series: [
          { name: t.byAi, colour: COLOURS[1] },
          { name: t.byAgents, colour: COLOURS[0] },
        ],
        unit: 'count',
      },
      table: {
        head: t.period,
        columns: [
          { label: t.byAgents, unit: 'count' },
          { label: t.byAi, unit: 'count' },
          { label: t.aiShare, unit: 'share' },
        ],
        rows: data.map((row) => ({
          key: row.period,
          name: period(row.period, asked.interval, language),
          values: [row.agent_replies, row.ai_replies, row.ai_share],
        })),
      },
    }
  }
  return <Card title={t.ai} csv={csvHref('replies', query)} query={report} show={show} />
}
