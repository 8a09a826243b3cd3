import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { memberRoute } from '../shell/routes.tsx'
import { toSearch } from './search.ts'

const page = createRoute({
  getParentRoute: () => memberRoute,
  path: '/reports',
  validateSearch: toSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'ReportsPage'),
})

export const reportsRoutes = [page]
