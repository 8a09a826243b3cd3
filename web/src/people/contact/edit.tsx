import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Company, Contact } from '../../api/types.ts'
import { FormBody, TextField } from '../../settings/form/fields.tsx'
import { useForm } from '../../settings/form/use-form.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toasts.tsx'
import { Finder, type Found } from '../finder.tsx'
import { applyContact } from '../live.ts'
import { usePeopleTexts } from '../texts.ts'
import { toRows, traitChanges, traitFlaw } from '../traits.ts'
import { TraitsField } from '../traits-field.tsx'

const asFound = ({ id, name, domain }: Pick<Company, 'id' | 'name'> & { domain?: string | null }): Found => ({
  id,
  label: name,
  hint: domain ?? '',
})

/** Their name, language, company and traits. Only what changed is sent: others may have changed the rest meanwhile. */
export const EditDialog = ({ contact, onClose }: { contact: Contact; onClose: () => void }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const client = useQueryClient()
  const [rows, setRows] = useState(() => toRows(contact.traits))
  const [company, setCompany] = useState<Found | null>(contact.company && asFound(contact.company))
  const path = `/v1/contacts/${contact.id}`
  const form = useForm({
    method: 'patch',
    path: '/v1/contacts/{id}',
    initial: { name: contact.name, culture: contact.culture },
    toBody: (values) => {
      const traits = traitChanges(contact.traits, rows)
      return {
        ...values,
        ...(Object.keys(traits).length > 0 ? { traits } : {}),
        ...((company?.id ?? null) === (contact.company?.id ?? null) ? {} : { company_id: company?.id ?? null }),
      }
    },
    send: async (body) => {
      applyContact(client, await api.patch<Contact>(path, body))
      void client.invalidateQueries({ queryKey: ['contacts', 'list'] })
    },
  })
  return (
    <Dialog open side onClose={onClose} title={t.editContact}>
      <FormBody
        form={traitFlaw(rows) ? { ...form, submit: () => Promise.resolve(false) } : form}
        action={shell.save}
        onCancel={onClose}
        onDone={() => {
          toast(shell.saved)
          onClose()
        }}
      >
        <TextField name="name" label={shell.name} />
        <TextField name="culture" label={t.culture} hint={t.cultureHint} nullable ltr />
        <Finder<Company>
          label={t.company}
          hint={t.searchCompaniesHint}
          path="/v1/companies"
          toFound={asFound}
          chosen={company}
          none={t.noCompany}
          onChoose={setCompany}
        />
        <TraitsField rows={rows} onChange={setRows} />
      </FormBody>
    </Dialog>
  )
}
