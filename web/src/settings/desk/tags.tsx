import { Tag as TagIcon } from 'lucide-react'
import type { Tag } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { TextField } from '../form/fields.tsx'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'

/** Words to find tickets by. */
const Tags = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().desk
  const resource: Resource<Tag> = {
    path: '/v1/tags',
    title: useSettingsTexts().pages.tags,
    intro: t.tagsIntro,
    icon: <TagIcon />,
    add: t.addTag,
    empty: t.noTags,
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
    initial: { name: '' },
    toForm: ({ name, color }) => ({ name, color }),
    toBody: ({ color, ...rest }) => (color === undefined ? rest : { ...rest, color }),
    deleteNote: t.deleteTag,
    fields: (tag) => (
      <>
        <TextField name="name" label={shell.name} required />
        <TextField name="color" label={t.color} hint={t.colorHint} nullable={tag !== null} placeholder="#1f6f54" ltr />
      </>
    ),
  }
  return <ResourceScreen resource={resource} />
}

export default Tags
