import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/routes.tsx'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { back?: string } => {
    const back = text(search.back)
    // Only a path of ours: a link must not be able to send people elsewhere.
    return back?.startsWith('/') && !back.startsWith('//') ? { back } : {}
  },
  component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignIn'),
})

/** How people get in. */
export const signInRoutes = [signIn]
