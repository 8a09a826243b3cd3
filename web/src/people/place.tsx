import type { ReactNode } from 'react'

/** A page of people: as wide as reads well, scrolled by itself. */
export const Place = ({ children }: { children: ReactNode }) => (
  <main className="h-full overflow-y-auto">
    <div className="mx-auto flex max-w-5xl flex-col gap-4 p-4 sm:p-6">{children}</div>
  </main>
)
