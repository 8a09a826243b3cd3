import { lazy, Suspense, useId, useState } from 'react'
import { SkeletonRows } from '../../ui/states.tsx'
import { useSettingsTexts } from '../texts.ts'
import { useFormContext } from './use-form.ts'

const SignatureEditor = lazy(() => import('./signature-editor.tsx'))

/** The `signature` of a member, a department or the desk. */
export const SignatureField = ({ hint }: { hint: string }) => {
  const t = useSettingsTexts().signature
  const form = useFormContext()
  const id = useId()
  const value = form.value('signature')
  const [initial] = useState(typeof value === 'string' ? value : '')
  const error = form.error('signature')
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden className="text-[0.8125rem] font-medium text-ink">
        {t.title}
      </span>
      <Suspense fallback={<SkeletonRows rows={2} />}>
        <SignatureEditor
          label={t.title}
          describedBy={id}
          invalid={error !== undefined}
          initial={initial}
          onChange={(html) => form.set('signature', html)}
          onBlur={() => form.touch('signature')}
        />
      </Suspense>
      <p id={id} className={`text-[0.8125rem] ${error ? 'text-danger' : 'text-ink-faint'}`}>
        {error ?? hint}
      </p>
    </div>
  )
}
