import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { memberRoute } from '../shell/routes.tsx'
import { toSearch } from './search.ts'
import { startReports } from './start.ts'

const page = createRoute({
  getParentRoute: () => memberRoute,
  path: '/reports',
  validateSearch: toSearch,
  loaderDeps: ({ search }) => search,
  // Not waited for: the page shows what is there, and what is still to come.
  loader: ({ context, deps }) => startReports(context.client, deps),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ReportsPage'),
})

export const reportsRoutes = [page]
