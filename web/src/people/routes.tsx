import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { memberRoute } from '../shell/routes.tsx'

const page = createRoute({
  getParentRoute: () => memberRoute,
  path: '/contacts',
  component: lazyRouteComponent(() => import('./page.tsx'), 'ContactsPage'),
})

export const peopleRoutes = [page]
