import type { Texts } from '../../texts/texts.tsx'
import { BUILT_INS, type List } from '../list/list.ts'

/** What a list is called. */
export const labelOf = (t: Texts, list: List, departments: { id: string; name: string }[]): string => {
  const builtIn = BUILT_INS.find((id) => id === list.id)
  if (builtIn) return t.inbox[builtIn]
  const department = departments.find(({ id }) => list.id === `department-${id}`)
  return department?.name ?? list.view?.name ?? t.inbox.tickets
}
