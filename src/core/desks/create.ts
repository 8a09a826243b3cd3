import { sqlState } from '../../store/errors.ts'
import type { Store } from '../../store/open.ts'
import type { DeskId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'

/** A slug is a host's first label: RFC 1123 letters, digits and hyphens. */
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

export type CreateDeskError = { code: 'invalid_slug' } | { code: 'slug_taken' }

/** Makes a desk that can take tickets at once: a default department (Support) and a default ticket type (Question). */
export const createDesk = async (
  store: Store,
  given: { slug: string; name: string },
): Promise<Result<{ id: DeskId; slug: string; name: string }, CreateDeskError>> => {
  if (!SLUG.test(given.slug)) return fail({ code: 'invalid_slug' })
  const id = store.nextId() as DeskId // a new id becomes the desk's here
  try {
    await store.db.transaction().execute(async (tx) => {
      await tx.insertInto('desk').values({ desk_id: id, slug: given.slug, name: given.name }).execute()
      await tx.insertInto('desk_counter').values({ desk_id: id }).execute()
      await tx
        .insertInto('department')
        .values({ desk_id: id, id: store.nextId(), name: 'Support', is_default: true })
        .execute()
      await tx
        .insertInto('ticket_type')
        .values({ desk_id: id, id: store.nextId(), name: 'Question', is_default: true })
        .execute()
    })
  } catch (error) {
    if (sqlState(error) === '23505') return fail({ code: 'slug_taken' })
    throw error
  }
  return ok({ id, slug: given.slug, name: given.name })
}
