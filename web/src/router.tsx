import { createRouter } from '@tanstack/react-router'
import { inboxRoutes } from './inbox/routes.tsx'
import { peopleRoutes } from './people/routes.tsx'
import { reportsRoutes } from './reports/routes.tsx'
import { settingsRoutes } from './settings/routes.tsx'
import { homeRoute, memberRoute, type RouterContext, rootRoute } from './shell/routes.tsx'
import { signInRoutes } from './sign-in/routes.tsx'

const tree = rootRoute.addChildren([
  homeRoute,
  ...signInRoutes,
  memberRoute.addChildren([...inboxRoutes, ...peopleRoutes, ...settingsRoutes, ...reportsRoutes]),
])

/** Every page by its path. What a link may lead to, it loads when somebody points at it. */
export const openRouter = (context: RouterContext) =>
  createRouter({
    routeTree: tree,
    context,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof openRouter>
  }
}
