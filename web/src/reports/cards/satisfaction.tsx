import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../texts/texts.tsx'
import { measure, period } from '../format.ts'
import { Card, type Shown } from '../kit/card.tsx'
import { type Asked, byPeriod, csvHref, reportQuery } from '../query.ts'
import { sumRatings } from '../sums.ts'
import { useReportsTexts } from '../texts.ts'
import type { Ratings, ReportOf, Row } from '../types.ts'

/** From the best to the worst. */
const SCORES = [5, 4, 3, 2, 1] as const
const COLOUR_OF = {
  5: 'var(--accent)',
  4: 'var(--info)',
  3: 'var(--line-strong)',
  2: 'var(--warn)',
  1: 'var(--danger)',
}

/** What requesters said of how they were helped. */
export const SatisfactionCard = ({ asked }: { asked: Asked }) => {
  const t = useReportsTexts()
  const language = useLanguage()
  const query = byPeriod(asked)
  const show = ({ data }: ReportOf<Row<Ratings>>): Shown => {
    const sum = sumRatings(data)
    if (sum.ratings === 0) return null
    return {
      summary: t.ratingsSum(
        measure(sum.ratings, 'count', language),
        measure(sum.share, 'share', language),
        measure(sum.mean_score, 'score', language),
      ),
      chart: {
        kind: 'stack',
        interval: asked.interval,
        points: data.flatMap((row) =>
          SCORES.map((score) => ({ period: row.period, series: t.score(score), value: row.scores[score] })),
        ),
        series: SCORES.map((score) => ({ name: t.score(score), colour: COLOUR_OF[score] })),
        unit: 'count',
      },
      table: {
        head: t.period,
        columns: [
          { label: t.ratings, unit: 'count' },
          { label: t.satisfied, unit: 'share' },
          { label: t.mean, unit: 'score' },
          ...SCORES.map((score) => ({ label: t.score(score), unit: 'count' as const })),
        ],
        rows: data.map((row) => ({
          key: row.period,
          name: period(row.period, asked.interval, language),
          values: [row.ratings, row.share, row.mean_score, ...SCORES.map((score) => row.scores[score])],
        })),
      },
    }
  }
  return (
    <Card
      title={t.satisfaction}
      csv={csvHref('satisfaction', query)}
      query={useQuery(reportQuery<Row<Ratings>>('satisfaction', query))}
      show={show}
      nothing={t.noRatings}
    />
  )
}
