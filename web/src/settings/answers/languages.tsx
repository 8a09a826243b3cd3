import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import type { Department, ServiceText } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextArea } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { CULTURES } from '../desk/cultures.ts'
import { allOf } from '../resource/all.ts'
import { Screen, Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

const PATH = '/v1/service-texts'
const KINDS = ['greeting', 'survey'] as const

/** What customers are greeted with and asked, in their own language. */
const Languages = () => {
  const t = useSettingsTexts().safety
  const title = useSettingsTexts().pages.languages
  const [department, setDepartment] = useState<string | null>(null)
  const { data: departments = [] } = useQuery(allOf<Department>('/v1/departments'))
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', PATH],
    queryFn: () => api.get<{ data: ServiceText[] }>(PATH),
  })
  const textOf = (kind: string, culture: string) =>
    data?.data.find((text) => text.kind === kind && text.culture === culture && text.department_id === department) ??
    data?.data.find((text) => text.kind === kind && text.culture === culture && text.department_id === null)
  return (
    <Screen title={title} intro={t.languagesIntro}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={4} /> : null}
      {data ? (
        <>
          <Field label={t.forDepartment}>
            <Select
              className="self-start"
              value={department ?? ''}
              onChange={(event) => setDepartment(event.target.value || null)}
            >
              <option value="">{t.wholeDesk}</option>
              {departments.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          {KINDS.map((kind) => (
            <Section key={kind} title={t.textKinds[kind]} intro={t.textIntros[kind]}>
              {CULTURES.map(([culture, language]) => {
                const text = textOf(kind, culture)
                return text ? (
                  <TextEditor
                    key={`${culture}-${department}-${text.text}`}
                    text={text}
                    language={language}
                    department={department}
                  />
                ) : null
              })}
            </Section>
          ))}
        </>
      ) : null}
    </Screen>
  )
}

const TextEditor = ({
  text,
  language,
  department,
}: {
  text: ServiceText
  language: string
  department: string | null
}) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().safety
  const client = useQueryClient()
  const mayChange = useMay('admin')
  const [typed, setTyped] = useState(text.text)
  const [busy, setBusy] = useState(false)
  const isOwn = !text.is_default && text.department_id === department
  const save = async (words: string | null) => {
    setBusy(true)
    try {
      await api.put(PATH, { kind: text.kind, culture: text.culture, department_id: department, text: words })
      await client.invalidateQueries({ queryKey: ['settings', PATH] })
      toast(shell.saved)
    } catch (error) {
      toastProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-col gap-1.5">
      <Field
        label={
          <span className="inline-flex items-center gap-2">
            {language}
            {text.is_default ? <Badge>{t.ownWords}</Badge> : null}
          </span>
        }
      >
        <TextArea
          rows={2}
          lang={text.culture}
          dir="auto"
          readOnly={!mayChange}
          value={typed}
          maxLength={2000}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      {mayChange && (typed !== text.text || isOwn) ? (
        <span className="flex gap-2">
          <Button
            small
            look="primary"
            busy={busy}
            disabled={typed === text.text || typed === ''}
            onClick={() => void save(typed)}
          >
            {shell.save}
          </Button>
          {isOwn ? (
            <Button small onClick={() => void save(null)}>
              {t.takeBack}
            </Button>
          ) : null}
        </span>
      ) : null}
    </div>
  )
}

export default Languages
