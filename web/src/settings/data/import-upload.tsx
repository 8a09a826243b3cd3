import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Import, Mailbox } from '../../api/types.ts'
import { sendFile } from '../../api/upload.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { allOf } from '../resource/all.ts'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

/** Sends a file: what is in it, for a file of mails the mailbox that takes them in, and how far it is there. */
export const ImportUpload = ({ onSent }: { onSent: () => void }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().imports
  const [kind, setKind] = useState<Import['kind']>('contacts')
  const [mailbox, setMailbox] = useState('')
  const [file, setFile] = useState<File>()
  const [share, setShare] = useState<number>()
  const [error, setError] = useState<unknown>()
  const input = useRef<HTMLInputElement>(null)
  const sending = useRef<AbortController>(null)
  const { data: mailboxes } = useQuery({ ...allOf<Mailbox>('/v1/mailboxes'), enabled: kind === 'mbox' })

  const send = async (chosen: File) => {
    sending.current = new AbortController()
    setError(undefined)
    setShare(0)
    try {
      const query = new URLSearchParams({ kind, name: chosen.name, ...(kind === 'mbox' ? { mailbox } : {}) })
      const { signal } = sending.current
      await sendFile<Import>(`/v1/imports?${query}`, chosen, { onProgress: setShare, signal })
      setFile(undefined)
      if (input.current) input.current.value = ''
      onSent()
    } catch (problem) {
      if (!sending.current.signal.aborted) setError(problem)
    } finally {
      setShare(undefined)
    }
  }

  return (
    <Section title={t.take} intro={t.hints[kind]}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (file) void send(file)
        }}
      >
        <Field label={t.kind}>
          <Select value={kind} onChange={(event) => setKind(event.target.value === 'mbox' ? 'mbox' : 'contacts')}>
            <option value="contacts">{t.kinds.contacts}</option>
            <option value="mbox">{t.kinds.mbox}</option>
          </Select>
        </Field>
        {kind === 'mbox' ? (
          <Field label={t.mailbox} required>
            <Select required value={mailbox} onChange={(event) => setMailbox(event.target.value)}>
              <option value="">–</option>
              {mailboxes?.map(({ id, address }) => (
                <option key={id} value={id}>
                  {address}
                </option>
              ))}
            </Select>
          </Field>
        ) : null}
        <Field label={t.file} required>
          <TextInput
            ref={input}
            type="file"
            className="ps-1.5 pt-1 file:me-2 file:rounded file:bg-sunken file:px-2 file:py-0.5 file:text-[0.8125rem] file:font-medium"
            required
            accept={kind === 'mbox' ? '.mbox,.mbx,application/mbox' : '.csv,.tsv,.txt,text/csv'}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </Field>
        {error ? <Problem error={error} /> : null}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" look="primary" disabled={!file || share !== undefined}>
            {t.start}
          </Button>
          {share !== undefined ? (
            <>
              <progress aria-label={t.uploading} value={share} max={1} />
              <Button look="quiet" onClick={() => sending.current?.abort()}>
                {shell.cancel}
              </Button>
            </>
          ) : null}
        </div>
      </form>
    </Section>
  )
}
