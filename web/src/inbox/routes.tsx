import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { memberRoute } from '../shell/routes.tsx'

const page = createRoute({
  getParentRoute: () => memberRoute,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./page.tsx'), 'InboxPage'),
})

export const inboxRoutes = [page]
