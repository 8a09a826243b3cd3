import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/routes.tsx'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The token of a link that was mailed or printed. */
const withToken = (search: Record<string, unknown>): { token?: string } => {
  const token = text(search.token)
  return token ? { token } : {}
}

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { back?: string; error?: string } => {
    const back = text(search.back)
    const error = text(search.error)
    return {
      // Only a path of ours: a link must not be able to send people elsewhere.
      ...(back && /^\/(?![/\\])/.test(back) ? { back } : {}),
      ...(error ? { error } : {}),
    }
  },
  component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignIn'),
})

const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./invitation.tsx'), 'Invitation'),
})

const resetPassword = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./reset-password.tsx'), 'ResetPassword'),
})

const welcome = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./welcome.tsx'), 'Welcome'),
})

/** How people get in. */
export const signInRoutes = [signIn, invitation, resetPassword, welcome]
