import type { Store } from '../../store/open.ts'
import type { FieldRule } from '../fields/check.ts'
import type { DeskId } from '../ids.ts'
import type { Assignee, Named } from '../tickets/ticket.ts'

/** What a desk's tickets refer to by name: few rows, asked for by every request. */
export type Desk = {
  id: DeskId
  slug: string
  name: string
  culture: string
  settings: Record<string, unknown>
  allowedOrigins: string[]
  /** What users' tokens are signed with, sealed (core/identity-verification); null where nobody made one. */
  identityVerification: { enabled: boolean; secret: Buffer } | null
  department: (idOrName: string) => Named | undefined
  defaultDepartment: Named
  /** The same, for contracts that know a department by a GUID (in lower case). */
  departmentOfGuid: (guid: string) => Named | undefined
  guidOfDepartment: (id: string) => string | undefined
  ticketType: (idOrName: string) => Named | undefined
  defaultTicketType: Named
  member: (idOrEmail: string) => Assignee | undefined
  /** What a member is called elsewhere, by id. */
  externalRefOf: (memberId: string) => string | null
  departmentIds: string[]
  /** What values of tickets may be (core/fields). */
  fields: FieldRule[]
}

export type DeskDirectory = {
  get: (deskId: DeskId) => Promise<Desk>
  /** As it is in the database now: for a name that was not found, which may be newer than what is remembered. */
  fresh: (deskId: DeskId) => Promise<Desk>
  forget: (deskId: DeskId) => void
}

const REMEMBER_MS = 1_000

/** Remembers each desk for a second, so that every node sees a change within one. */
export const openDeskDirectory = (store: Store): DeskDirectory => {
  const remembered = new Map<string, { until: number; desk: Promise<Desk> }>()
  const fresh = (deskId: DeskId): Promise<Desk> => {
    const desk = load(store, deskId)
    const entry = { until: performance.now() + REMEMBER_MS, desk }
    remembered.set(deskId, entry)
    desk.catch(() => remembered.get(deskId) === entry && remembered.delete(deskId))
    return desk
  }
  return {
    get: (deskId) => {
      const found = remembered.get(deskId)
      return found && found.until > performance.now() ? found.desk : fresh(deskId)
    },
    fresh,
    forget: (deskId) => remembered.delete(deskId),
  }
}

type Row = {
  slug: string
  name: string
  culture: string
  settings: Record<string, unknown>
  allowed_origins: string[]
  verifies: boolean | null
  secret: Buffer | null
  departments: (Named & { is_default: boolean; guid: string })[]
  types: (Named & { is_default: boolean })[]
  members: (Assignee & { external_ref: string | null })[]
  fields: FieldRule[]
}

const load = async (store: Store, deskId: DeskId): Promise<Desk> => {
  const found = await store.pool.query<Row>({
    name: 'desk_directory',
    text: `select slug, name, culture, settings, allowed_origins, v.enabled as verifies, v.secret,
        (select coalesce(json_agg(json_build_object('id', id::text, 'name', name, 'is_default', is_default, 'guid', guid)), '[]')
         from department where desk_id = $1 and deleted_at is null) as departments,
        (select coalesce(json_agg(json_build_object('id', id::text, 'name', name, 'is_default', is_default)), '[]')
         from ticket_type where desk_id = $1 and archived_at is null) as types,
        (select coalesce(json_agg(json_build_object('id', id::text, 'name', name, 'email', email, 'external_ref', external_ref)), '[]')
         from member where desk_id = $1 and disabled_at is null) as members,
        (select coalesce(json_agg(json_build_object(
           'key', key, 'label', label, 'kind', kind, 'options', options, 'department_id', department_id::text,
           'ticket_type_id', ticket_type_id::text, 'is_required', is_required
         ) order by position, key), '[]')
         from field where desk_id = $1) as fields
      from desk left join identity_verification v on v.desk_id = desk.desk_id where desk.desk_id = $1`,
    values: [deskId],
  })
  const row = found.rows[0]
  if (!row) throw new Error(`no desk ${deskId}`)
  const departments = index(row.departments)
  const guids = new Map(row.departments.map(({ id, guid }) => [id, guid]))
  const byGuid = new Map(row.departments.map(({ id, name, guid }) => [guid, { id, name }]))
  const types = index(row.types)
  const members = new Map(
    row.members.flatMap(({ external_ref: _, ...member }) => [
      [member.id, member] as const,
      [member.email, member] as const,
    ]),
  )
  const externalRefs = new Map(row.members.map(({ id, external_ref }) => [id, external_ref]))
  return {
    id: deskId,
    slug: row.slug,
    name: row.name,
    culture: row.culture,
    settings: row.settings,
    allowedOrigins: row.allowed_origins,
    identityVerification: row.secret && { enabled: row.verifies === true, secret: row.secret },
    department: departments.find,
    defaultDepartment: departments.byDefault,
    departmentOfGuid: (guid) => byGuid.get(guid),
    guidOfDepartment: (id) => guids.get(id),
    ticketType: types.find,
    defaultTicketType: types.byDefault,
    fields: row.fields,
    departmentIds: row.departments.map(({ id }) => id),
    externalRefOf: (memberId) => externalRefs.get(memberId) ?? null,
    member: (idOrEmail) => members.get(idOrEmail) ?? members.get(idOrEmail.trim().toLowerCase()),
  }
}

const index = (rows: (Named & { is_default: boolean })[]) => {
  const byKey = new Map<string, Named>()
  for (const { id, name } of rows) byKey.set(name.toLowerCase(), { id, name })
  // Ids last: a department that is named like another's id does not hide it.
  for (const { id, name } of rows) byKey.set(id, { id, name })
  const first = rows.find((row) => row.is_default) ?? rows[0]
  if (!first) throw new Error('a desk without a default department or ticket type')
  return {
    find: (idOrName: string) => byKey.get(idOrName) ?? byKey.get(idOrName.trim().toLowerCase()),
    byDefault: { id: first.id, name: first.name },
  }
}
