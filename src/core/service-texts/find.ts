import type { Kysely } from 'kysely'
import type { ServiceTextKind, Tables } from '../../store/schema.ts'
import { CULTURES, type Culture, DEFAULTS, KINDS, nearestCulture, type ServiceText } from './service-text.ts'

/** Every text that there is for a department (null: for the desk): its own, else the desk's, else Lodge's. */
export const serviceTexts = async (
  db: Kysely<Tables>,
  deskId: string,
  departmentId: string | null,
): Promise<ServiceText[]> => {
  const rows = await db
    .selectFrom('service_text')
    .select(['kind', 'culture', 'department_id', 'text'])
    .where('desk_id', '=', deskId)
    .where('department_id', 'in', [...new Set(['0', departmentId ?? '0'])])
    .execute()
  return KINDS.flatMap((kind) =>
    CULTURES.map((culture) => {
      const said = rows.filter((row) => row.kind === kind && row.culture === culture)
      const found = said.find((row) => row.department_id === departmentId) ?? said[0]
      return found
        ? toText(kind, culture, found)
        : { kind, culture, text: DEFAULTS[kind][culture], is_default: true, department_id: null }
    }),
  )
}

const toText = (
  kind: ServiceTextKind,
  culture: Culture,
  { text, department_id }: { text: string; department_id: string },
): ServiceText => ({
  kind,
  culture,
  text,
  is_default: false,
  department_id: department_id === '0' ? null : department_id,
})

/** What a ticket's customer is told. */
export const serviceTextFor = async (
  db: Kysely<Tables>,
  deskId: string,
  kind: ServiceTextKind,
  ticket: { culture: string; department: { id: string } },
): Promise<string> => {
  const culture = nearestCulture(ticket.culture)
  const texts = await serviceTexts(db, deskId, ticket.department.id)
  return texts.find((text) => text.kind === kind && text.culture === culture)?.text ?? DEFAULTS[kind][culture]
}
