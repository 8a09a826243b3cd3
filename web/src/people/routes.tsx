import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { memberRoute } from '../shell/routes.tsx'

/** What a list is searched by. */
const validateSearch = ({ q }: Record<string, unknown>): { q?: string } =>
  (typeof q === 'string' || typeof q === 'number') && q !== '' ? { q: String(q) } : {}

const contacts = createRoute({
  getParentRoute: () => memberRoute,
  path: '/contacts',
  validateSearch,
  component: lazyRouteComponent(() => import('./lists/contacts.tsx'), 'ContactsPage'),
})

const contact = createRoute({
  getParentRoute: () => memberRoute,
  path: '/contacts/$id',
  component: lazyRouteComponent(() => import('./contact/page.tsx'), 'ContactPage'),
})

const companies = createRoute({
  getParentRoute: () => memberRoute,
  path: '/companies',
  validateSearch,
  component: lazyRouteComponent(() => import('./lists/companies.tsx'), 'CompaniesPage'),
})

const company = createRoute({
  getParentRoute: () => memberRoute,
  path: '/companies/$id',
  component: lazyRouteComponent(() => import('./company/page.tsx'), 'CompanyPage'),
})

export const peopleRoutes = [contacts, contact, companies, company]
