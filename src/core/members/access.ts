import type { MemberRole } from '../../store/schema.ts'

export type AccessNotOfRole = { code: 'access_not_of_role' }

/** Whether who has a role always sees all of the desk: there is no running it by halves. */
export const seesAll = (role: MemberRole): boolean => role === 'owner' || role === 'admin'
