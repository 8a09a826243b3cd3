import type { SlackConnectionKind } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { fail, ok, type Result } from '../result.ts'
import type { SlackRoute } from './route.ts'

export type RouteError =
  | { code: 'department_not_found'; path: string }
  | { code: 'channel_required'; path: string }
  | { code: 'channel_not_allowed'; path: string }

/** Routes as they are kept: departments by id, where they may have been given by name; a channel where there is a choice. */
export const resolveRoutes = async (
  change: Change,
  kind: SlackConnectionKind,
  routes: SlackRoute[],
): Promise<Result<SlackRoute[], RouteError>> => {
  const resolved: SlackRoute[] = []
  for (const [place, route] of routes.entries()) {
    const channel = `routes.${place}.channel`
    if (kind === 'app' && route.channel === null) return fail({ code: 'channel_required', path: channel })
    if (kind === 'incoming_webhook' && route.channel !== null)
      return fail({ code: 'channel_not_allowed', path: channel })
    const departments = new Set<string>()
    for (const [index, idOrName] of route.departments.entries()) {
      const department = await findDepartment(change, idOrName)
      if (!department) return fail({ code: 'department_not_found', path: `routes.${place}.departments.${index}` })
      departments.add(department.id)
    }
    resolved.push({ ...route, departments: [...departments] })
  }
  return ok(resolved)
}
