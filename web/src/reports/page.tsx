import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useMemo } from 'react'
import { useMay } from '../api/session.ts'
import { NotAllowed } from '../settings/resource/screen.tsx'
import { useLanguage, useTexts } from '../texts/texts.tsx'
import { Button } from '../ui/button.tsx'
import { AiCard } from './cards/ai.tsx'
import { BacklogCard } from './cards/backlog.tsx'
import { KeyNumbers } from './cards/key-numbers.tsx'
import { AgentsCard, CategoriesCard } from './cards/people.tsx'
import { SatisfactionCard } from './cards/satisfaction.tsx'
import { SlaCard } from './cards/sla.tsx'
import { TimesCard } from './cards/times.tsx'
import { BreakdownCard, VolumeCard } from './cards/volume.tsx'
import { Filters } from './filters.tsx'
import { period } from './format.ts'
import { askedIn, overviewQuery } from './query.ts'
import { useReportsTexts } from './texts.ts'

/** How it goes: what came in, how long it took, who did it and what came of it. */
export const ReportsPage = () => (useMay('settings:read') ? <Reports /> : <NotAllowed />)

const Reports = () => {
  const t = useReportsTexts()
  const shell = useTexts().shell
  const language = useLanguage()
  const search = useSearch({ from: '/member/reports' })
  // Midnight does not change the page under who reads it: the range is of when it was chosen.
  const { asked, preset } = useMemo(() => askedIn(search, new Date()), [search])
  const { source } = asked
  const { data: overview } = useQuery(overviewQuery(asked))
  const days = `${period(asked.from, 'day', language)} – ${period(asked.to, 'day', language)}`
  return (
    <main className="h-full overflow-y-auto print:h-auto print:overflow-visible">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 p-4 sm:p-6">
        <header className="flex flex-wrap items-start gap-3">
          <div className="min-w-48 flex-1">
            <h1 className="text-lg font-semibold">{shell.reports}</h1>
            <p className="mt-0.5 text-[0.8125rem] text-ink-soft">
              {days}. {overview ? t.daysOf(overview.time_zone) : null}
            </p>
          </div>
          <Button
            className="print:hidden"
            icon={<Printer aria-hidden className="size-4" />}
            onClick={() => window.print()}
          >
            {t.print}
          </Button>
        </header>
        <Filters asked={asked} preset={preset} search={search} />
        {source ? <p className="rounded-md bg-info-soft p-2.5 text-sm text-info">{t.onlyVolumes}</p> : null}
        {source ? null : <KeyNumbers asked={asked} />}
        <div className="grid gap-4 lg:grid-cols-2 print:grid-cols-1">
          <VolumeCard asked={asked} />
          <BreakdownCard asked={asked} by="source" />
          <BreakdownCard asked={asked} by="department" />
          {source ? null : (
            <>
              <TimesCard asked={asked} of="first_reply" />
              <TimesCard asked={asked} of="resolution" />
              <BacklogCard asked={asked} />
              <SlaCard asked={asked} />
              <SatisfactionCard asked={asked} />
              <AgentsCard asked={asked} />
              <AiCard asked={asked} />
              <CategoriesCard asked={asked} />
            </>
          )}
        </div>
      </div>
    </main>
  )
}
