import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { problemOf } from '../../../api/problem.ts'
import type { Preview as Said, Template } from '../../../api/types.ts'
import { Field } from '../../../ui/field.tsx'
import { TextInput } from '../../../ui/inputs.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { type Body, put } from '../../form/paths.ts'
import { useSettled } from '../../form/use-settled.ts'
import { useSettingsTexts } from '../../texts.ts'
import { givenNames } from './given-names.ts'
import { HtmlFrame } from './html-frame.tsx'

type Texts = Pick<Template, 'type' | 'format' | 'subject' | 'body'> & { culture: string | null }

/** What a template would say as it is typed: to a sample ticket, or to one that is chosen. Nothing is sent. */
export const TemplatePreview = (texts: Texts) => {
  const t = useSettingsTexts().templates
  const [ticket, setTicket] = useState('')
  const [given, setGiven] = useState<Record<string, string>>({})
  const names = givenNames(`${texts.subject}\n${texts.body}`)
  const data = names.reduce<Body>((all, name) => put(all, name, given[name] ?? `[${name}]`), {})
  const { culture, ...draft } = texts
  const asked = useSettled(
    JSON.stringify({
      ...draft,
      data,
      ...(ticket.trim() === '' ? {} : { ticket: ticket.trim().replace(/^#/, '') }),
      ...(culture === null ? {} : { culture }),
    }),
  )
  const {
    data: said,
    error,
    isPending,
  } = useQuery({
    queryKey: ['template-preview', asked],
    queryFn: () => api.post<Said>('/v1/templates/preview', JSON.parse(asked)),
    enabled: texts.body !== '',
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
  return (
    <section
      aria-label={t.preview}
      className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-canvas p-3 lg:sticky lg:top-4"
    >
      <h3 className="text-[0.8125rem] font-semibold">{t.preview}</h3>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-2">
        <Field label={t.ticket}>
          <TextInput
            value={ticket}
            inputMode="numeric"
            placeholder={t.sampleTicket}
            onChange={(event) => setTicket(event.target.value)}
          />
        </Field>
        {names.map((name) => (
          <Field key={name} label={<code className="font-mono text-xs">{name}</code>}>
            <TextInput
              dir="auto"
              value={given[name] ?? ''}
              placeholder={`[${name}]`}
              onChange={(event) => setGiven({ ...given, [name]: event.target.value })}
            />
          </Field>
        ))}
      </div>
      {texts.body === '' ? <p className="text-sm text-ink-faint">{t.nothingTyped}</p> : null}
      {error ? <Wrong error={error} /> : null}
      {isPending && !error && texts.body !== '' ? <SkeletonRows rows={3} /> : null}
      {said && !error && texts.body !== '' ? <Shown said={said} /> : null}
    </section>
  )
}

/** What is wrong with the text, while it is typed: said where it would be shown, and no more than that. */
const Wrong = ({ error }: { error: unknown }) => {
  const [field] = problemOf(error).fields
  if (!field) return <Problem error={error} />
  return (
    <p role="status" className="rounded-md bg-danger-soft p-2.5 text-sm text-danger [overflow-wrap:anywhere]">
      <code className="font-mono text-xs">{field.path}</code> {field.message}
    </p>
  )
}

const Shown = ({ said }: { said: Said }) => {
  const t = useSettingsTexts().templates
  return (
    <>
      {said.subject ? (
        <p className="text-sm font-medium [overflow-wrap:anywhere]">
          <span className="text-ink-faint">{t.subject}: </span>
          <bdi>{said.subject}</bdi>
        </p>
      ) : null}
      {said.body.html === null ? (
        <p dir="auto" className="rounded-md border border-line bg-surface p-3 text-sm whitespace-pre-wrap">
          {said.body.text}
        </p>
      ) : (
        <HtmlFrame title={t.preview} html={said.body.html} />
      )}
    </>
  )
}
