import { useQueryClient } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import type { Template, TemplateVersion } from '../../../api/types.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Paged } from '../../../ui/paged.tsx'
import { Ago } from '../../../ui/time.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { Section } from '../../resource/screen.tsx'
import { Table } from '../../resource/table.tsx'
import { useSettingsTexts } from '../../texts.ts'

/** What a template said before: each published text, to read and to publish again. */
export const Versions = ({ template, mayChange }: { template: Template; mayChange: boolean }) => {
  const t = useSettingsTexts().templates
  const client = useQueryClient()
  const [shown, setShown] = useState<TemplateVersion | null>(null)
  const path = `/v1/templates/${template.id}/versions`
  const pages = usePages<TemplateVersion>(
    ['settings', '/v1/templates', 'versions', template.id, template.version],
    path,
    { limit: 20 },
  )
  const restore = (version: number) =>
    api.post(`${path}/${version}/restore`).then(() => {
      toast(t.restored(version))
      return client.invalidateQueries({ queryKey: ['settings', '/v1/templates'] })
    }, toastProblem)
  return (
    <Section title={t.versions} intro={t.versionsIntro}>
      <Paged pages={pages} rows={2} empty={null}>
        {(versions) => (
          <Table
            label={t.versions}
            items={versions.map((one) => ({ ...one, id: String(one.version) }))}
            columns={[
              {
                label: t.version,
                cell: (version) => (
                  <span className="inline-flex items-center gap-2">
                    <button
                      type="button"
                      className="font-medium hover:text-accent hover:underline"
                      onClick={() => setShown(version)}
                    >
                      {t.versionNumber(version.version)}
                    </button>
                    {version.version === template.version ? <Badge tone="ok">{t.current}</Badge> : null}
                  </span>
                ),
              },
              { label: t.author, cell: ({ author }) => author || '–' },
              { label: t.when, cell: ({ created_at }) => <Ago at={created_at} /> },
            ]}
            actions={({ version }) =>
              mayChange && version !== template.version ? (
                <Button
                  small
                  icon={<RotateCcw aria-hidden className="size-4" />}
                  aria-label={`${t.restore}: ${t.versionNumber(version)}`}
                  onClick={() => void restore(version)}
                >
                  {t.restore}
                </Button>
              ) : null
            }
          />
        )}
      </Paged>
      <Dialog
        open={shown !== null}
        wide
        title={shown ? t.versionNumber(shown.version) : ''}
        onClose={() => setShown(null)}
      >
        {[
          ['', { subject: shown?.subject ?? '', body: shown?.body ?? '' }] as const,
          ...Object.entries(shown?.translations ?? {}),
        ].map(([culture, { subject, body }]) => (
          <section key={culture} className="flex flex-col gap-1">
            <h3 className="text-[0.8125rem] font-medium">{[culture, subject].filter(Boolean).join(': ')}</h3>
            <pre dir="auto" className="rounded bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">
              {body}
            </pre>
          </section>
        ))}
      </Dialog>
    </Section>
  )
}
