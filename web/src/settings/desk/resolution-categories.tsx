import { CircleCheckBig } from 'lucide-react'
import { api } from '../../api/client.ts'
import type { ResolutionCategory } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { TextField } from '../form/fields.tsx'
import { useOrder } from '../resource/order.tsx'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'

const PATH = '/v1/resolution-categories'

/** How tickets can have been resolved. */
const ResolutionCategories = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts()
  const order = useOrder<ResolutionCategory>(PATH, (ids) => api.put(`${PATH}/order`, { ids }))
  const resource: Resource<ResolutionCategory> = {
    path: PATH,
    title: t.pages.resolutionCategories,
    intro: t.builder.categoriesIntro,
    icon: <CircleCheckBig />,
    add: t.builder.addCategory,
    empty: t.builder.noCategories,
    nameOf: ({ name }) => name,
    columns: [
      {
        label: shell.name,
        cell: ({ name, color }) => (
          <span className="inline-flex items-center gap-2 font-medium">
            <span
              aria-hidden
              className="size-3 shrink-0 rounded-full border border-line-strong"
              style={color ? { background: color } : {}}
            />
            {name}
          </span>
        ),
      },
    ],
    initial: { name: '', color: null },
    toForm: ({ name, color }) => ({ name, color }),
    more: order,
    deleteNote: t.builder.deleteCategory,
    fields: () => (
      <>
        <TextField name="name" label={shell.name} required />
        <TextField name="color" label={t.desk.color} hint={t.desk.colorHint} nullable placeholder="#1f9d55" ltr />
      </>
    ),
  }
  return <ResourceScreen resource={resource} />
}

export default ResolutionCategories
