import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { ApiProblem } from '../../../api/problem.ts'
import { useMay } from '../../../api/session.ts'
import type { Template, TemplateDraft } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { FormBody } from '../../form/fields.tsx'
import type { Body } from '../../form/paths.ts'
import { useForm } from '../../form/use-form.ts'
import { Screen, Section } from '../../resource/screen.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { AboutFields } from './about-fields.tsx'
import { TextsEditor } from './texts-editor.tsx'
import { Versions } from './versions.tsx'

/** A draft, or null where there is none: that is no error. */
const readDraft = (id: string): Promise<TemplateDraft | null> =>
  api.get<TemplateDraft>(`/v1/templates/${id}/draft`).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.code === 'draft_not_found') return null
    throw error
  })

/** One template: its words, what it is, what it said before. */
const TemplatePage = ({ id }: { id: string }) => {
  const t = useSettingsTexts().templates
  const mayChange = useMay('admin')
  const [discarded, setDiscarded] = useState(0)
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', '/v1/templates', id],
    queryFn: async () => {
      const template = await api.get<Template>(`/v1/templates/${id}`)
      return { template, draft: template.has_draft ? await readDraft(id) : null }
    },
  })
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  const { template, draft } = data
  const state = (
    <span className="flex flex-wrap gap-1.5">
      {template.has_draft ? <Badge tone="warn">{t.draft}</Badge> : null}
      <Badge>{t.versionNumber(template.version)}</Badge>
    </span>
  )
  return (
    <Screen
      title={template.name}
      intro={<code className="font-mono text-xs">{template.identifier}</code>}
      action={state}
      wide
    >
      <Section title={t.texts} intro={draft ? t.draftIntro : t.textsIntro}>
        <TextsEditor
          // Other texts, of another version or where a draft was thrown away, start another form.
          key={`${template.version}-${discarded}`}
          onDiscarded={() => setDiscarded(discarded + 1)}
          template={template}
          draft={draft}
          mayChange={mayChange}
        />
      </Section>
      <Section title={t.about}>
        <About template={template} mayChange={mayChange} />
      </Section>
      <Versions template={template} mayChange={mayChange} />
    </Screen>
  )
}

const About = ({ template, mayChange }: { template: Template; mayChange: boolean }) => {
  const shell = useTexts().shell
  const client = useQueryClient()
  const { name, identifier, type, department, category, subcategory, enabled, suppress_notification } = template
  const form = useForm({
    method: 'patch',
    path: '/v1/templates/{id}',
    initial: {
      name,
      identifier,
      type,
      department: department?.id ?? null,
      category,
      subcategory,
      enabled,
      suppress_notification,
    },
    toBody: withShelves,
    send: async (body) => {
      await api.patch(`/v1/templates/${template.id}`, body)
      await client.invalidateQueries({ queryKey: ['settings', '/v1/templates'] })
    },
  })
  return (
    <FormBody form={form} action={shell.save} readOnly={!mayChange} onDone={() => toast(shell.saved)}>
      <AboutFields />
    </FormBody>
  )
}

/** An empty shelf is said, so that PATCH empties it. */
const withShelves = (values: Body): Body => ({
  ...values,
  category: values.category ?? '',
  subcategory: values.subcategory ?? '',
})

export default TemplatePage
