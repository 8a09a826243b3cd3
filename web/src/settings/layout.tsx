import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Suspense, useEffect, useRef } from 'react'
import { useSession } from '../api/session.ts'
import { useTexts } from '../texts/texts.tsx'
import { SkeletonRows } from '../ui/states.tsx'
import { screens } from './screens.ts'
import { sections } from './sections.ts'
import { useSettingsTexts } from './texts.ts'

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
          const open = pages.filter(
            ({ page, scope }) => page in screens && (!scope || scopes.includes('admin') || scopes.includes(scope)),
          )
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
        {one ? (
          <Link
            to="/settings/$page"
            params={{ page: one.page }}
            className="mx-auto block max-w-4xl px-4 pt-3 text-sm text-accent hover:underline sm:px-8 sm:pt-5 sm:-mb-3"
          >
            {shell.back}: {one.label}
          </Link>
        ) : (
          <Link to="/settings" className="block px-4 pt-3 text-sm text-accent hover:underline md:hidden">
            {shell.back}: {shell.settings}
          </Link>
        )}
        <Suspense fallback={<SkeletonRows />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  )
}
