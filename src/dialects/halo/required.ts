type Body = Record<string, unknown>

/** Not sent, or nothing: what JavaScript's `!value` says of a missing field, an empty text and null. */
const isMissing = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Fields that are the server's own (their pages "Users" and "Companies"): a body that carries one is refused. */
const USER_MANAGED = [
  'id',
  'external_id',
  'org_id',
  'company_id',
  'created_at',
  'updated_at',
  'first_seen',
  'last_seen',
  'last_contacted_at',
]
const COMPANY_MANAGED = [
  'id',
  'external_id',
  'org_id',
  'created_at',
  'updated_at',
  'health_score',
  'team_size',
  'last_contacted_at',
]

/** What is wrong with a body before any of its fields is looked at, in their words; undefined where nothing is. */
export type Refusal = (body: Body) => string | undefined

export const refusedTicket: Refusal = (body) => {
  if (isMissing(body.subject)) return 'subject is required'
  if (isNobody(body.user_id) && isMissing(body.email)) return 'At least one of user_id or email is required'
  return undefined
}

export const refusedUser: Refusal = (body) =>
  isNobody(body.user_id) ? 'user_id is required' : managed(body, USER_MANAGED)

export const refusedCompany: Refusal = (body) =>
  isMissing(body.company_id) ? 'company_id is required' : managed(body, COMPANY_MANAGED)

/** One or many: `users` holds them, or the body is one. */
export const refusedUsers: Refusal = (body) => {
  if (!Array.isArray(body.users)) return body.users === undefined ? refusedUser(body) : undefined
  for (const [place, user] of body.users.entries()) {
    const refusal = isObject(user) ? refusedUser(user) : undefined
    if (refusal) return `users.${place}.${refusal}`
  }
  return undefined
}

/** Their name for a visitor whom nobody knows: it is nobody's id. */
const ANONYMOUS = 'anonymous'
const isNobody = (userId: unknown): boolean => isMissing(userId) || userId === ANONYMOUS

/** A user's id that names somebody; undefined where it does not. */
export const namedUser = (userId: string | undefined): string | undefined => (isNobody(userId) ? undefined : userId)

const managed = (body: Body, names: string[]): string | undefined => {
  const traits = isObject(body.traits) ? body.traits : {}
  const found = names.find((name) => body[name] !== undefined) ?? names.find((name) => traits[name] !== undefined)
  return found && `${found} cannot be set`
}

const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)
