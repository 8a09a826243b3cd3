import type { Scope } from '../../core/credentials/scopes.ts'

/**
 * What a token of theirs may be allowed, in both of their vocabularies (their pages "Authentication and tokens" and those
 * of each route), as what it is allowed here. In theirs, writing implies reading, and writing tickets filing them.
 */
const ABILITIES = {
  'create-ticket': ['tickets:create'],
  'ticket-respond': ['tickets:write'],
  'send-email': ['tickets:write'],
  'ticket-index': ['tickets:read'],
  'tickets:read': ['tickets:read'],
  'tickets:write': ['tickets:write', 'tickets:read', 'tickets:create'],
  'settings:read': ['settings:read'],
  'settings:write': ['settings:write', 'settings:read'],
  'workflow:read': ['settings:read'],
  'workflow:write': ['settings:write', 'settings:read'],
  'templates:read': ['settings:read'],
  'templates:write': ['settings:write', 'settings:read'],
  'mail:read': ['settings:read'],
  'mail:write': ['settings:write', 'settings:read'],
  'reports:read': ['settings:read'],
  'reports:write': ['settings:read'],
  'administration:read': ['settings:read'],
  'administration:write': ['admin'],
  'supervisor:read': ['settings:read'],
  'supervisor:write': ['admin'],
} as const satisfies Record<string, readonly [Scope, ...Scope[]]>

export type Ability = keyof typeof ABILITIES

export const ABILITY_NAMES = Object.keys(ABILITIES) as Ability[] // the table has no other keys

/** The scope that stands for an ability where a route asks for it. */
export const scopeOf = (ability: Ability): Scope => ABILITIES[ability][0]

export const isAbility = (name: string): name is Ability => Object.hasOwn(ABILITIES, name)

/**
 * What a token is given that these names are asked for, each an ability of theirs or a scope of ours. By abilities alone it
 * goes by those, at the paths of this contract and nowhere else: several of them are one scope here. Where a scope is among
 * them, it goes by scopes everywhere.
 */
export const grantFor = (names: readonly (Ability | Scope)[]): { scopes: Scope[]; abilities: Ability[] | null } => ({
  scopes: [...new Set(names.flatMap((name): readonly Scope[] => (isAbility(name) ? ABILITIES[name] : [name])))],
  abilities: names.every(isAbility) ? [...new Set(names)] : null,
})

/** Which abilities open a route: one of the other generation's vocabulary may do as well. */
export type Opening = { ability: Ability | null; also?: Ability }

/** Whether a token of some abilities opens a route. To write implies to read. */
export const opens = (held: readonly string[], { ability, also }: Opening): boolean =>
  ability === null ||
  [ability, also].some(
    (wanted) => wanted && (held.includes(wanted) || held.includes(wanted.replace(/:read$/, ':write'))),
  )
