import { createContext, type ReactNode, useContext } from 'react'
import { useTexts } from '../../texts/texts.tsx'

/** The way back from one thing to the page that lists them; on a phone it stands above what is open, whatever that is. */
export const BackContext = createContext<ReactNode>(null)

/** A page of the settings: its name, what it is for, what can be made here, and the rest. */
export const Screen = ({
  title,
  intro,
  action,
  wide,
  children,
}: {
  title: string
  intro?: ReactNode
  action?: ReactNode
  /** For two columns beside each other. */
  wide?: boolean
  children: ReactNode
}) => (
  <main className={`mx-auto flex ${wide ? 'max-w-6xl' : 'max-w-4xl'} flex-col gap-5 p-4 sm:p-8`}>
    <Back />
    <header className="flex flex-wrap items-start gap-3">
      <div className="min-w-48 flex-1">
        <h1 className="text-lg font-semibold [overflow-wrap:anywhere]">{title}</h1>
        {intro ? <p className="mt-1 max-w-prose text-sm text-ink-soft">{intro}</p> : null}
      </div>
      {action}
    </header>
    {children}
  </main>
)

const Back = () => {
  const link = useContext(BackContext)
  return link ? <p className="-mt-3 -mb-2 max-md:hidden">{link}</p> : null
}

/** A part of a page, with a name of its own. */
export const Section = ({
  title,
  intro,
  action,
  children,
}: {
  title: string
  intro?: ReactNode
  action?: ReactNode
  children: ReactNode
}) => (
  <section className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
    <div className="flex flex-wrap items-start gap-2">
      <div className="min-w-40 flex-1">
        <h2 className="text-sm font-semibold">{title}</h2>
        {intro ? <p className="mt-0.5 text-[0.8125rem] text-ink-soft">{intro}</p> : null}
      </div>
      {action}
    </div>
    {children}
  </section>
)

/** For those whose role does not include a page. */
export const NotAllowed = () => {
  const t = useTexts()
  return <p className="p-10 text-center text-sm text-ink-soft">{t.shell.notAllowed}</p>
}
