import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { memberRoute } from '../shell/routes.tsx'

const page = createRoute({
  getParentRoute: () => memberRoute,
  path: '/reports',
  component: lazyRouteComponent(() => import('./page.tsx'), 'ReportsPage'),
})

export const reportsRoutes = [page]
