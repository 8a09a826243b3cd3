import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { toastProblem } from '../../ui/toasts.tsx'
import { allOf } from '../resource/all.ts'
import { Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

const PATH = '/v1/mail/suppressions'
type Suppression = { address: string; reason: string; created_at: string }

/** Addresses that mail does not reach, so that none is sent there until somebody says otherwise. */
export const Suppressions = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().sending
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(allOf<Suppression>(PATH))
  const remove = (address: string) =>
    api
      .delete(`${PATH}/${encodeURIComponent(address)}`)
      .then(() => client.invalidateQueries({ queryKey: ['settings', PATH] }), toastProblem)
  return (
    <Section title={t.suppressions} intro={t.suppressionsIntro}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={2} /> : null}
      {data?.length === 0 ? <Empty title={t.noSuppressions} /> : null}
      {data && data.length > 0 ? (
        <Table
          label={t.suppressions}
          items={data.map((one) => ({ ...one, id: one.address }))}
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
      ) : null}
    </Section>
  )
}
