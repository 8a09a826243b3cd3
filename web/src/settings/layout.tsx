import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Suspense, useEffect, useRef } from 'react'
import { useSession } from '../api/session.ts'
import { useTexts } from '../texts/texts.tsx'
import { SkeletonRows } from '../ui/states.tsx'
import { BackContext } from './resource/screen.tsx'
import { screens } from './screens.ts'
import { mayOpen, sections } from './sections.ts'
import { useSettingsTexts } from './texts.ts'

const LINK = 'text-sm text-accent hover:underline'

/** The settings' pages at the side, the one that is open beside them; on a phone one or the other. */
export const SettingsLayout = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts()
  const { scopes } = useSession()
  const { pathname } = useLocation()
  const isIndex = pathname === '/settings'
  // One thing of a page is left for that page.
  const one = sections(t)
    .flatMap(({ pages }) => pages)
    .find(({ page }) => pathname.startsWith(`/settings/${page}/`))
  const back = one ? (
    <Link to="/settings/$page" params={{ page: one.page }} className={LINK}>
      {shell.back}: {one.label}
    </Link>
  ) : null
  const nav = useRef<HTMLElement>(null)
  // The list is longer than most windows: what is open is seen in it.
  useEffect(() => {
    if (pathname) nav.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' })
  }, [pathname])
  return (
    <div className="flex h-full min-h-0">
      <nav
        ref={nav}
        aria-label={shell.settings}
        className={`${isIndex ? '' : 'hidden md:block'} w-full shrink-0 overflow-y-auto border-line bg-surface px-2 py-4 md:w-56 md:border-e`}
      >
        {sections(t).map(({ title, pages }) => {
          const open = pages.filter((one) => one.page in screens && mayOpen(scopes, one))
          return open.length === 0 ? null : (
            <section key={title} className="mb-4">
              <h2 className="px-2 pb-1 text-xs font-medium text-ink-faint">{title}</h2>
              {open.map(({ page, label }) => (
                <Link
                  key={page}
                  to="/settings/$page"
                  params={{ page }}
                  className="block scroll-my-10 truncate rounded-md px-2 py-1.5 text-sm text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-accent"
                >
                  {label}
                </Link>
              ))}
            </section>
          )
        })}
      </nav>
      {/* What loads or fails instead of a page has its margins. */}
      <div
        className={`${isIndex ? 'hidden md:block' : ''} min-w-0 flex-1 overflow-y-auto [&>[role=alert]]:m-4 sm:[&>[role=alert]]:m-8 [&>[role=status]]:m-4 sm:[&>[role=status]]:m-8`}
      >
        <div className="px-4 pt-3 md:hidden">
          {back ?? (
            <Link to="/settings" className={LINK}>
              {shell.back}: {shell.settings}
            </Link>
          )}
        </div>
        <Suspense fallback={<SkeletonRows />}>
          <BackContext value={back}>
            <Outlet />
          </BackContext>
        </Suspense>
      </div>
    </div>
  )
}
