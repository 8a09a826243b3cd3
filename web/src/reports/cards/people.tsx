import { useQuery } from '@tanstack/react-query'
import { isolated } from '../../texts/bidi.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { measure } from '../format.ts'
import { Card, type Shown } from '../kit/card.tsx'
import { type Asked, csvHref, overRange, overviewQuery } from '../query.ts'
import { useReportsTexts } from '../texts.ts'
import type { Overview } from '../types.ts'

const BARS = 12
const DID = ['replied', 'resolved', 'assigned', 'noted'] as const

/** Who did how much, and has how much to do. */
export const AgentsCard = ({ asked }: { asked: Asked }) => {
  const t = useReportsTexts()
  const language = useLanguage()
  const count = (value: number) => measure(value, 'count', language)
  const show = ({ agents }: Overview): Shown => {
    const active = agents
      .filter((agent) => agent.open > 0 || DID.some((did) => agent[did] > 0))
      .toSorted((a, b) => b.replied - a.replied || b.open - a.open)
    if (active.length === 0) return null
    const sum = (of: 'replied' | 'open') => count(active.reduce((all, agent) => all + agent[of], 0))
    // Two of one name are two bars all the same.
    const nameOf = ({ member }: (typeof active)[number]) =>
      active.filter((other) => other.member.name === member.name).length > 1
        ? `${member.name} <${member.email}>`
        : member.name
    return {
      summary: t.agentsSum(count(active.length), sum('replied'), sum('open')),
      chart: {
        kind: 'bars',
        bars: active.slice(0, BARS).map((agent) => ({ name: nameOf(agent), value: agent.replied })),
        unit: 'count',
      },
      table: {
        head: t.name,
        columns: [
          { label: t.replied, unit: 'count' },
          { label: t.resolved, unit: 'count' },
          { label: t.assigned, unit: 'count' },
          { label: t.noted, unit: 'count' },
          { label: t.openNow, unit: 'count' },
        ],
        rows: active.map((agent) => ({
          key: agent.member.id,
          name: nameOf(agent),
          values: [...DID.map((did) => agent[did]), agent.open],
        })),
      },
    }
  }
  return (
    <Card
      title={t.agents}
      csv={csvHref('agents', overRange(asked))}
      query={useQuery(overviewQuery(asked))}
      show={show}
      {...(asked.channel ? { note: t.ofAllChannels } : {})}
    />
  )
}

/** How tickets were resolved. Not on the page of a desk that keeps no categories. */
export const CategoriesCard = ({ asked }: { asked: Asked }) => {
  const t = useReportsTexts()
  const language = useLanguage()
  const overview = useQuery(overviewQuery(asked))
  if (!overview.data || overview.data.resolution_categories.length === 0) return null
  const show = ({ resolution_categories }: Overview): Shown => {
    const sorted = resolution_categories.toSorted((a, b) => b.resolved - a.resolved)
    const [first] = sorted
    if (!first || first.resolved === 0) return null
    return {
      summary: t.categoriesSum(isolated(first.category.name), measure(first.resolved, 'count', language)),
      chart: {
        kind: 'bars',
        bars: sorted.slice(0, BARS).map(({ category, resolved }) => ({ name: category.name, value: resolved })),
        unit: 'count',
      },
      table: {
        head: t.name,
        columns: [{ label: t.resolved, unit: 'count' }],
        rows: sorted.map(({ category, resolved }) => ({ key: category.id, name: category.name, values: [resolved] })),
      },
    }
  }
  return (
    <Card
      title={t.categories}
      csv={csvHref('resolution-categories', overRange(asked))}
      query={overview}
      show={show}
      {...(asked.channel ? { note: t.ofAllChannels } : {})}
    />
  )
}
