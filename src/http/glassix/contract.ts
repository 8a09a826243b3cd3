import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../../core/actor.ts'
import type { Hours } from '../../core/business-hours/schedule.ts'
import type { Lodge } from '../../core/lodge.ts'
import { toGlassixError } from '../../dialects/glassix/errors.ts'
import type { Surroundings } from '../../dialects/glassix/ticket.ts'
import { replyInContract } from '../contract-replies.ts'
import { actorOf } from '../policy.ts'
import { type FieldError, Problem } from '../problem.ts'
import { linksAt } from './files.ts'
import type { AccessTokens } from './tokens.ts'

/** The department of an access token, and by which GUID its clients know it. */
export type Place = {
  id: string
  name: string
  guid: string
  guidOfDepartment: (id: string) => string | undefined
  externalRefOf: (memberId: string) => string | null
}

/** What a route needs to know who calls it. */
export type Secured = Pick<AccessTokens, 'secretOf'>

/** Has every refusal of a plugin's routes answered in Glassix's envelope. */
export const replyAsGlassix = (plugin: FastifyInstance): void =>
  replyInContract(plugin, ({ status, code, message }) => toGlassixError({ status, code, detail: message }))

export const notInDepartment = (): Problem => new Problem(403, 'not_in_department', 'This is not in the department.')

/** Where the actor works. Refused (403) where the department was deleted since the pair was made. */
export const placeOf = async (lodge: Lodge, actor: Actor): Promise<Place> => {
  const desk = await lodge.desks.get(actor.deskId)
  const id = actor.departmentId ?? ''
  const guid = desk.guidOfDepartment(id)
  const named = desk.department(id)
  if (guid === undefined || named === undefined) throw notInDepartment()
  const { guidOfDepartment, externalRefOf } = desk
  return { id, name: named.name, guid, guidOfDepartment, externalRefOf }
}

export const surroundingsOf = (
  lodge: Lodge,
  request: FastifyRequest,
  place: Place,
  { hours = null, erased = NONE }: { hours?: Hours; erased?: ReadonlySet<string> } = {},
): Surroundings => ({
  departmentGuid: place.guid,
  guidOfDepartment: place.guidOfDepartment,
  linkOf: linksAt(lodge.secrets, `${request.protocol}://${request.host}`, actorOf(request).deskId),
  erased,
  hours,
  externalRefOf: place.externalRefOf,
})

const NONE: ReadonlySet<string> = new Set()

/** Fields are right each, but not together. */
export const invalid = (errors: FieldError[]): Problem =>
  new Problem(400, 'invalid_body', `${errors[0]?.path} ${errors[0]?.message}.`, { errors })

/** A desk has tens of members and tags: the contract's lists of them have no pages. */
export const ALL = { limit: 10_000, after: null }
