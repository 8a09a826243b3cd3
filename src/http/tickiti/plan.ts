import type { FastifyInstance } from 'fastify'
import type { Lodge } from '../../core/lodge.ts'
import { Problem } from '../problem.ts'
import { type Access, tickitiRoute } from './contract.ts'
import { noFields } from './ids.ts'

/** Routes of things that Lodge has not: answered as Tickiti answers a plan without them. */
export const notInPlan = (
  lodge: Lodge,
  plugin: FastifyInstance,
  access: Access,
  what: string,
  paths: string[],
): void => {
  for (const path of paths) {
    tickitiRoute(lodge, plugin, path, access, noFields, async () => {
      throw notOffered(what)
    })
  }
}

export const notOffered = (what: string): Problem =>
  new Problem(403, 'forbidden', `${what} is not available on this plan.`)
