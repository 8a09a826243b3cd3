import type { ReactNode } from 'react'
import { LANGUAGES, type Language, useChooseLanguage, useLanguage, useTexts } from '../texts/texts.tsx'
import { Select } from '../ui/inputs.tsx'

/** A page for who is not in yet: what it is, what it asks, and in which language. */
export const Frame = ({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) => {
  const t = useTexts()
  const language = useLanguage()
  const choose = useChooseLanguage()
  return (
    <div className="flex min-h-full flex-col items-center justify-center gap-6 p-4 sm:p-8">
      <main className="flex w-full max-w-md flex-col gap-5 rounded-xl border border-line bg-surface p-6 shadow-raised sm:p-8">
        <img src="/lodge.svg" alt="Lodge" className="size-9" />
        <div>
          <h1 className="text-xl font-semibold">{title}</h1>
          {intro ? <p className="mt-1 text-sm text-ink-soft [overflow-wrap:anywhere]">{intro}</p> : null}
        </div>
        {children}
      </main>
      <footer>
        <Select
          aria-label={t.shell.language}
          value={language}
          // Its options are the languages themselves.
          onChange={(event) => choose(event.target.value as Language)}
        >
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </footer>
    </div>
  )
}
