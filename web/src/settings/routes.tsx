import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { memberRoute } from '../shell/routes.tsx'

const layout = createRoute({
  getParentRoute: () => memberRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./layout.tsx'), 'SettingsLayout'),
})

const page = createRoute({
  getParentRoute: () => layout,
  path: '/$page',
  component: lazyRouteComponent(() => import('./page.tsx'), 'SettingsPage'),
})

/** One thing of a page, such as a webhook with its log. */
const detail = createRoute({
  getParentRoute: () => layout,
  path: '/$page/$id',
  component: lazyRouteComponent(() => import('./page.tsx'), 'SettingsDetail'),
})

/** Running a desk. */
export const settingsRoutes = [layout.addChildren([page, detail])]
