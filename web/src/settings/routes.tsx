import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { memberRoute } from '../shell/routes.tsx'

const page = createRoute({
  getParentRoute: () => memberRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./page.tsx'), 'SettingsPage'),
})

const account = createRoute({
  getParentRoute: () => memberRoute,
  path: '/settings/account',
  component: lazyRouteComponent(() => import('./page.tsx'), 'SettingsPage'),
})

export const settingsRoutes = [page, account]
