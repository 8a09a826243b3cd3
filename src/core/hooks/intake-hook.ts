import type { Actor } from '../actor.ts'
import type { CredentialId, DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import type { HookDefaults, HookMapping, HookSourceName } from './hook.ts'
import { openSigning } from './secrets.ts'

/** A hook as what comes in by it is made a ticket: its secret opened, what it refers to by id. */
export type IntakeHook = {
  deskId: DeskId
  id: string
  name: string
  source: HookSourceName
  signingSecret: string | null
  departmentId: string | null
  typeId: string | null
  notifyRequester: boolean
  defaults: HookDefaults
  mapping: HookMapping
}

type Row = {
  desk_id: DeskId
  id: string
  name: string
  source: HookSourceName
  signing_sealed: Buffer | null
  department_id: string | null
  ticket_type_id: string | null
  notify_requester: boolean
  defaults: HookDefaults
  mapping: HookMapping
}

const COLUMNS = `desk_id, id, name, source, signing_sealed, department_id, ticket_type_id, notify_requester, defaults, mapping`

/** The live hook whose address ends with this secret, looked up by its digest. */
export const findIntakeHook = async (lodge: Lodge, digest: Buffer): Promise<IntakeHook | undefined> => {
  const found = await lodge.store.pool.query<Row>({
    name: 'intake_hook',
    text: `select ${COLUMNS} from hook where secret_hash = $1 and revoked_at is null`,
    values: [digest],
  })
  return found.rows[0] && toIntakeHook(lodge, found.rows[0])
}

/** A hook by its id, a revoked one too: what it received is still to be worked off. */
export const loadIntakeHook = async (lodge: Lodge, deskId: string, id: string): Promise<IntakeHook | undefined> => {
  const found = await lodge.store.pool.query<Row>(`select ${COLUMNS} from hook where desk_id = $1 and id = $2`, [
    deskId,
    id,
  ])
  return found.rows[0] && toIntakeHook(lodge, found.rows[0])
}

const toIntakeHook = (lodge: Lodge, row: Row): IntakeHook => ({
  deskId: row.desk_id,
  id: row.id,
  name: row.name,
  source: row.source,
  signingSecret: openSigning(lodge, { deskId: row.desk_id, hookId: row.id }, row.signing_sealed),
  departmentId: row.department_id,
  typeId: row.ticket_type_id,
  notifyRequester: row.notify_requester,
  defaults: row.defaults,
  mapping: row.mapping,
})

/** Who acts where a hook does: it is a credential in all but its table, and ids are never used twice. */
export const actorOfHook = (hook: Pick<IntakeHook, 'deskId' | 'id' | 'name'>): Actor => ({
  deskId: hook.deskId,
  credentialId: hook.id as CredentialId, // idempotency keys and rate limits are counted by it, as by a credential
  kind: 'hook',
  name: hook.name,
  scopes: new Set(['tickets:create']),
  memberId: null,
  departments: null,
})
