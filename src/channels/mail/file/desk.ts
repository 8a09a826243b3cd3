import type { Actor } from '../../../core/actor.ts'
import type { CredentialId, DeskId, MemberId } from '../../../core/ids.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { type MailIntakeSettings, readMailIntake } from '../../../core/mail/intake-settings.ts'
import type { MailOperator } from '../operator.ts'
import { readDesks } from '../plan/desks.ts'

export type IntakeMailbox = {
  id: string
  name: string
  address: string
  department_id: string | null
  detect_forwards: boolean
  unverified: 'mark' | 'quarantine'
}

/** A desk as far as mail that comes in goes. */
export type IntakeDesk = {
  id: DeskId
  mailboxes: ReadonlyMap<string, IntakeMailbox>
  settings: MailIntakeSettings
  /** Whether an address is one that mail comes to or is sent from; with whatever is behind a plus. */
  isOurs: (address: string) => boolean
  memberOf: (address: string) => { id: MemberId; name: string } | undefined
}

const withoutTag = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@')

/** Reads a desk. Undefined where it is gone. */
export const readIntakeDesk = async (
  lodge: Lodge,
  operator: MailOperator,
  deskId: DeskId,
): Promise<IntakeDesk | undefined> => {
  const desk = (await readDesks(lodge.store.pool, operator, [deskId])).get(deskId)
  if (!desk) return undefined
  const mailboxes = await lodge.store.db
    .selectFrom('mailbox')
    .select(['id', 'name', 'address', 'department_id', 'detect_forwards', 'unverified'])
    .where('desk_id', '=', deskId)
    .execute()
  const ours = new Set([desk.fromAddress, ...mailboxes.map(({ address }) => address)].map(withoutTag))
  const members = new Map(
    // A member's id, as the database has it.
    desk.members.map(({ id, email, name }) => [email, { id: id as MemberId, name }]),
  )
  return {
    id: deskId,
    mailboxes: new Map(mailboxes.map((mailbox) => [mailbox.id, mailbox])),
    settings: await readMailIntake(lodge.store.db, deskId),
    isOurs: (address) => ours.has(withoutTag(address)),
    memberOf: (address) => members.get(address.toLowerCase()),
  }
}

/** Who acts where a mail does: as with a hook, keys are counted by its id. With a member it is their hand. */
export const actorOfMailbox = (
  deskId: DeskId,
  mailbox: Pick<IntakeMailbox, 'id' | 'name'>,
  memberId: MemberId | null = null,
): Actor => ({
  deskId,
  credentialId: mailbox.id as CredentialId, // idempotency keys and attachments are counted by it, as by a credential
  kind: 'mailbox',
  name: mailbox.name,
  scopes: new Set(['tickets:create', 'tickets:write']),
  memberId,
  departments: null,
})
