import type { ServiceTextKind } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { liveDepartment } from '../departments/find.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { serviceTexts } from './find.ts'
import type { Culture, ServiceText } from './service-text.ts'

/** Says a text for the desk, or for one department; null takes it back. Answers what is said from now on. */
export const setServiceText = async (
  change: Change,
  {
    kind,
    culture,
    departmentId,
    text,
  }: {
    kind: ServiceTextKind
    culture: Culture
    departmentId: string | null
    text: string | null
  },
): Promise<Result<ServiceText, { code: 'department_not_found' }>> => {
  const { tx, actor } = change
  if (departmentId !== null && !(await liveDepartment(change, departmentId)))
    return fail({ code: 'department_not_found' })
  const key = { desk_id: actor.deskId, kind, culture, department_id: departmentId ?? '0' }
  const columns = ['desk_id', 'kind', 'culture', 'department_id'] as const
  if (text !== null) {
    await tx
      .insertInto('service_text')
      .values({ ...key, text })
      .onConflict((conflict) => conflict.columns([...columns]).doUpdateSet({ text, updated_at: new Date() }))
      .execute()
  } else {
    await tx
      .deleteFrom('service_text')
      .where((where) => where.and(key))
      .execute()
  }
  const said = (await serviceTexts(tx, actor.deskId, departmentId)).find(
    (one) => one.kind === kind && one.culture === culture,
  )
  if (!said) throw new Error('a culture without a text')
  await recordEvent(change, { type: 'service_text.updated', data: { service_text: said } })
  return ok(said)
}
