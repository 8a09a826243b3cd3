import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { api } from '../../api/client.ts'
import type { Company } from '../../api/types.ts'
import { FormBody, TextField } from '../../settings/form/fields.tsx'
import { useForm } from '../../settings/form/use-form.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { applyCompany } from '../live.ts'
import { usePeopleTexts } from '../texts.ts'
import { toRows, traitChanges, traitFlaw } from '../traits.ts'
import { TraitsField } from '../traits-field.tsx'

type Props = { company: Company | null; onClose: () => void; onDone: (company: Company) => void }

/** A company's form: of one that is there, or of a new one. */
export const CompanyDialog = (props: Props) => {
  const t = usePeopleTexts()
  return (
    <Dialog open side onClose={props.onClose} title={props.company ? t.editCompany : t.newCompany}>
      <Suspense fallback={<SkeletonRows rows={4} />}>
        <CompanyForm {...props} />
      </Suspense>
    </Dialog>
  )
}

const CompanyForm = ({ company, onClose, onDone }: Props) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const client = useQueryClient()
  const [rows, setRows] = useState(() => toRows(company?.traits ?? {}))
  const form = useForm({
    method: company ? 'patch' : 'post',
    path: company ? '/v1/companies/{id}' : '/v1/companies',
    initial: company ? { name: company.name, domain: company.domain, external_id: company.external_id } : {},
    toBody: (values) => {
      const traits = traitChanges(company?.traits ?? {}, rows)
      return { ...values, ...(Object.keys(traits).length > 0 ? { traits } : {}) }
    },
    send: async (body) => {
      const saved = await (company
        ? api.patch<Company>(`/v1/companies/${company.id}`, body)
        : api.post<Company>('/v1/companies', body))
      applyCompany(client, saved)
      if (!company || company.name !== saved.name) {
        for (const key of ['companies', 'contacts', 'contact']) void client.invalidateQueries({ queryKey: [key] })
      }
      onDone(saved)
    },
  })
  return (
    <FormBody
      form={traitFlaw(rows) ? { ...form, submit: () => Promise.resolve(false) } : form}
      action={company ? shell.save : shell.create}
      onCancel={onClose}
    >
      <TextField name="name" label={shell.name} required />
      <TextField name="domain" label={t.domain} hint={t.domainHint} nullable={company !== null} ltr />
      <TextField name="external_id" label={t.externalId} hint={t.externalIdHint} nullable={company !== null} ltr />
      <TraitsField rows={rows} onChange={setRows} />
    </FormBody>
  )
}
