import { Plus } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { Part } from '../../resource/part.tsx'
import { useSettingsTexts } from '../../texts.ts'
import type { Names } from '../names.ts'
import { ConditionFields } from './condition-fields.tsx'

const BRANCHES = ['all', 'any', 'none'] as const
const DEPTH_MAX = 3

/** All of some conditions, one of others, none of still others; each may be such a group again, three levels deep. */
export const GroupFields = ({ path, names, depth = 1 }: { path: string; names: Names; depth?: number }) => {
  const t = useSettingsTexts().rules
  const form = useFormContext()
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {BRANCHES.map((branch) => {
        const list = form.value(`${path}.${branch}`)
        const nodes: unknown[] = Array.isArray(list) ? list : []
        const set = (next: unknown[]) => form.set(`${path}.${branch}`, next)
        return (
          <fieldset key={branch} className="flex min-w-0 flex-col gap-2">
            <legend className="mb-1 text-[0.8125rem] font-medium">{t.branches[branch]}</legend>
            {nodes.map((node, place) => {
              const at = `${path}.${branch}.${place}`
              const remove = () => set(nodes.toSpliced(place, 1))
              const isCondition = typeof node === 'object' && node !== null && 'field' in node
              return isCondition ? (
                // Conditions have no other name than their place.
                <ConditionFields key={place} path={at} names={names} onRemove={remove} />
              ) : (
                <Part key={place} label={t.group} onRemove={remove}>
                  <GroupFields path={at} names={names} depth={depth + 1} />
                </Part>
              )
            })}
            <span className="flex flex-wrap gap-1">
              <Button
                small
                look="quiet"
                icon={<Plus aria-hidden className="size-4" />}
                aria-label={`${t.addCondition}: ${t.branches[branch]}`}
                onClick={() => set([...nodes, { field: 'ticket.subject', operator: 'contains', value: '' }])}
              >
                {t.addCondition}
              </Button>
              {depth < DEPTH_MAX ? (
                <Button
                  small
                  look="quiet"
                  icon={<Plus aria-hidden className="size-4" />}
                  aria-label={`${t.addGroup}: ${t.branches[branch]}`}
                  onClick={() => set([...nodes, { all: [], any: [], none: [] }])}
                >
                  {t.addGroup}
                </Button>
              ) : null}
            </span>
          </fieldset>
        )
      })}
      {form.error(path) ? <p className="text-[0.8125rem] text-danger">{form.error(path)}</p> : null}
    </div>
  )
}
