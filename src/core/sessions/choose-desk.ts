import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Membership, Session } from './session.ts'

/** Chooses the desk that a session is served where the host names none. It is the person's own, so no event tells it. */
export const chooseDesk = async (
  { tx }: Change,
  session: Session,
  slug: string,
): Promise<Result<Membership, { code: 'desk_not_found' }>> => {
  const membership = session.memberships.find((one) => one.slug === slug)
  if (!membership) return fail({ code: 'desk_not_found' })
  await tx
    .updateTable('auth_session')
    .set({ chosen_desk_id: membership.desk_id })
    .where('id', '=', session.id)
    .execute()
  return ok(membership)
}
