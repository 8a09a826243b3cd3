import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import type { Template, TemplateDraft } from '../../../api/types.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/dialog.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { LongTextField, SelectField, TextField } from '../../form/fields.tsx'
import { FormContext, useForm } from '../../form/use-form.ts'
import { useSettingsTexts } from '../../texts.ts'
import { LanguageTabs } from './language-tabs.tsx'
import { TemplatePreview } from './preview.tsx'
import { Variables } from './variables.tsx'

const FORMATS = ['markdown', 'html', 'text'] as const
type Format = (typeof FORMATS)[number]

/** A template's words in each language, with what they would say beside them; kept as a draft until they are published. */
export const TextsEditor = ({
  template,
  draft,
  mayChange,
  onDiscarded,
}: {
  template: Template
  draft: TemplateDraft | null
  mayChange: boolean
  onDiscarded: () => void
}) => {
  const t = useSettingsTexts().templates
  const client = useQueryClient()
  const path = `/v1/templates/${template.id}`
  const isPublishing = useRef(false)
  const editor = useRef<HTMLDivElement>(null)
  const [culture, setCulture] = useState<string | null>(null)
  const { format, subject, body, translations } = draft ?? template
  const form = useForm({
    method: 'put',
    path: '/v1/templates/{id}/draft',
    initial: { format, subject, body, translations },
    send: async (texts) => {
      await api.put(`${path}/draft`, texts)
      if (isPublishing.current) await api.post(`${path}/publish`)
    },
  })
  // What the field above and the tabs below put there.
  const written = form.value('translations') as Record<string, unknown>
  const at = (field: string) => (culture === null ? field : `translations.${culture}.${field}`)
  const text = (field: string) => String(form.value(field) ?? '')
  const done = async (words: string) => {
    toast(words)
    await client.invalidateQueries({ queryKey: ['settings', '/v1/templates'] })
  }
  const submit = async (publishing: boolean) => {
    isPublishing.current = publishing
    if (await form.submit()) await done(publishing ? t.published : t.draftSaved)
  }
  const discard = () => api.delete(`${path}/draft`).then(() => done(t.draftDiscarded).then(onDiscarded), toastProblem)
  const insert = (name: string) => {
    const area = editor.current?.querySelector('textarea')
    const now = text(at('body'))
    const [start, end] = [area?.selectionStart ?? now.length, area?.selectionEnd ?? now.length]
    form.set(at('body'), `${now.slice(0, start)}{{ ${name} }}${now.slice(end)}`)
    area?.focus()
  }
  return (
    <FormContext value={form}>
      <form
        noValidate
        className="grid items-start gap-4 lg:grid-cols-2"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void submit(true)
        }}
      >
        <div ref={editor} className="flex min-w-0 flex-col gap-3">
          <fieldset disabled={!mayChange} className="contents">
            <LanguageTabs
              cultures={Object.keys(written)}
              shown={culture}
              onShow={setCulture}
              onAdd={(added) => {
                form.set('translations', { ...written, [added]: { subject: text('subject'), body: text('body') } })
                setCulture(added)
              }}
              onRemove={(removed) => {
                const { [removed]: _, ...rest } = written
                form.set('translations', rest)
                setCulture(null)
              }}
            />
            <SelectField
              name="format"
              label={t.format}
              options={FORMATS.map((one) => [one, t.formats[one]] as const)}
            />
            <TextField name={at('subject')} label={t.subject} hint={t.subjectHint} />
            <LongTextField name={at('body')} label={t.body} hint={t.bodyHint} rows={14} required />
            <Variables onPick={insert} />
          </fieldset>
          {form.problem ? <Problem error={form.problem} /> : null}
          {mayChange ? (
            <Actions>
              {template.has_draft ? <Button onClick={() => void discard()}>{t.discard}</Button> : null}
              <Button busy={form.busy} onClick={() => void submit(false)}>
                {t.saveDraft}
              </Button>
              <Button type="submit" look="primary" busy={form.busy}>
                {t.publish}
              </Button>
            </Actions>
          ) : null}
        </div>
        {mayChange ? (
          <TemplatePreview
            type={template.type}
            // The select above offers these alone.
            format={form.value('format') as Format}
            subject={text(at('subject'))}
            body={text(at('body'))}
            culture={culture}
          />
        ) : null}
      </form>
    </FormContext>
  )
}
