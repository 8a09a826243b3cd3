import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { createMember } from '../members/create.ts'
import { MEMBER, toMember } from '../members/member.ts'
import type { ProviderRow } from './provider.ts'

type Person = { email: string; name: string; emailVerified: boolean }

/** Whether the provider may vouch for an address. */
const isAllowed = ({ allowed_domains }: ProviderRow, email: string): boolean =>
  allowed_domains.length === 0 || allowed_domains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase())

/** Why somebody whom the provider knows is not let in; undefined where they are, or will be when they have an account. */
export const refusalOf = async (
  { tx }: Pick<Change, 'tx'>,
  provider: ProviderRow,
  person: Pick<Person, 'email' | 'emailVerified'>,
  isNew: boolean,
): Promise<string | undefined> => {
  if (!person.emailVerified) return 'email_not_verified'
  if (!isAllowed(provider, person.email)) return 'domain_not_allowed'
  if (!isNew) return undefined
  const known = await memberAt(tx, provider, person.email)
  if (!known) return provider.auto_join_role === null ? 'not_invited' : undefined
  // An owner's first way in is a link: who sets a provider up need not be one, and would become one.
  return known.disabled_at || known.user_id !== null || known.role === 'owner' ? 'not_invited' : undefined
}

/**
 * Makes an account that the provider vouches for the member who was added under its address, or a new member where the
 * provider lets people of its domains join. Who was disabled stays so. Answers whether they joined.
 */
export const joinByProvider = async (
  change: Change,
  provider: ProviderRow,
  { userId, email, name }: { userId: string; email: string; name: string },
): Promise<boolean> => {
  await lockSettings(change)
  if (await refusalOf(change, provider, { email, emailVerified: true }, true)) return false
  const known = await memberAt(change.tx, provider, email)
  const role = provider.auto_join_role
  if (!known && role === null) return false
  const made = known || role === null ? undefined : await createMember(change, { email, name: name || email, role })
  const id = known?.id ?? (made?.ok ? made.value.id : undefined)
  if (id === undefined) return false
  const row = await change.tx
    .updateTable('member')
    .set({ user_id: userId })
    .where('desk_id', '=', provider.desk_id)
    .where('id', '=', id)
    .returning(MEMBER)
    .executeTakeFirstOrThrow()
  const member = toMember(row)
  await recordEvent(change, { type: 'sign_in_provider.joined', data: { member, sign_in_provider: shown(provider) } })
  return true
}

const shown = ({ id, name }: ProviderRow) => ({ id, name })

const memberAt = (tx: Change['tx'], { desk_id }: ProviderRow, email: string) =>
  tx
    .selectFrom('member')
    .select(['id', 'role', 'user_id', 'disabled_at'])
    .where('desk_id', '=', desk_id)
    .where('email', '=', email)
    .executeTakeFirst()
