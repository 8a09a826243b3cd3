import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { ApiProblem } from '../api/problem.ts'
import { sessionQuery } from '../api/session.ts'
import { Failure, NotFound } from './failure.tsx'
import { loadShell } from './load.ts'

/** What every route can use while it loads. */
export type RouterContext = { client: QueryClient }

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: Failure,
  notFoundComponent: NotFound,
})

/** Around every page of somebody who is signed in; others are sent to sign in, and come back to where they were going. */
export const memberRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'member',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData(sessionQuery)
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        throw redirect({ to: '/sign-in', search: { back: location.href } })
      }
      throw error
    }
  },
  component: lazyRouteComponent(loadShell, 'Shell'),
})

export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox' })
  },
})
