import { api } from '../../api/client.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { toastProblem } from '../../ui/toasts.tsx'
import { Listed, useListed } from '../resource/listed.tsx'
import { Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

const PATH = '/v1/mail/suppressions'
type Suppression = { address: string; reason: string; created_at: string }

/** Addresses that mail does not reach, so that none is sent there until somebody says otherwise. */
export const Suppressions = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().sending
  const { refresh } = useListed(PATH)
  const remove = (address: string) => api.delete(`${PATH}/${encodeURIComponent(address)}`).then(refresh, toastProblem)
  return (
    <Section title={t.suppressions} intro={t.suppressionsIntro}>
      <Listed<Suppression> path={PATH} rows={2} empty={<Empty title={t.noSuppressions} />}>
        {(suppressions) => (
          <Table
            label={t.suppressions}
            items={suppressions.map((one) => ({ ...one, id: one.address }))}
            columns={[
              { label: shell.email, cell: ({ address }) => <bdi>{address}</bdi> },
              { label: t.reason, cell: ({ reason }) => reason },
              { label: t.since, cell: ({ created_at }) => <Ago at={created_at} /> },
            ]}
            actions={({ address }) => (
              <Button small look="quiet" onClick={() => void remove(address)}>
                {t.tryAgain}
              </Button>
            )}
          />
        )}
      </Listed>
    </Section>
  )
}
