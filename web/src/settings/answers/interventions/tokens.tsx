import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyText } from '../../../ui/copy.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FormBody, TextField } from '../../form/fields.tsx'
import { useForm } from '../../form/use-form.ts'
import { Section } from '../../resource/screen.tsx'
import { useSettingsTexts } from '../../texts.ts'

type Token = { id: string; name: string; secret: string }

/** Tokens by which another system confirms runs, and can do nothing else. They are revoked among the keys. */
export const Tokens = ({ id }: { id: string }) => {
  const t = useSettingsTexts().interventions
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<Token | null>(null)
  return (
    <Section
      title={t.tokens}
      intro={t.tokensIntro}
      action={
        <Button small icon={<KeyRound aria-hidden className="size-4" />} onClick={() => setOpen(true)}>
          {t.makeToken}
        </Button>
      }
    >
      {made ? (
        <div className="flex flex-col gap-1.5">
          <p className="text-sm">{t.tokenOnce(made.name)}</p>
          <CopyText label={made.name} text={made.secret} />
        </div>
      ) : null}
      <Dialog open={open} title={t.makeToken} onClose={() => setOpen(false)}>
        <TokenForm
          id={id}
          onClose={() => setOpen(false)}
          onMade={(token) => {
            setMade(token)
            setOpen(false)
          }}
        />
      </Dialog>
    </Section>
  )
}

const TokenForm = ({ id, onClose, onMade }: { id: string; onClose: () => void; onMade: (token: Token) => void }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().interventions
  const form = useForm({
    method: 'post',
    path: '/v1/interventions/{id}/tokens',
    initial: { name: '' },
    send: async (body) => onMade(await api.post<Token>(`/v1/interventions/${id}/tokens`, body)),
  })
  return (
    <FormBody form={form} action={shell.create} onCancel={onClose}>
      <TextField name="name" label={shell.name} hint={t.tokenNameHint} required />
    </FormBody>
  )
}
