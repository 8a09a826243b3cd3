import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import type { Import } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Paged } from '../../ui/paged.tsx'
import { Empty } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { toastProblem } from '../../ui/toasts.tsx'
import { Screen } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'
import { ImportUpload } from './import-upload.tsx'
import { importWords } from './import-words.ts'

const PATH = '/v1/imports'
const TONES: Record<Import['state'], Tone> = {
  waiting: 'plain',
  running: 'info',
  finished: 'ok',
  failed: 'danger',
  cancelled: 'plain',
}

const isUnderWay = ({ state }: Import) => state === 'waiting' || state === 'running'

/** Files that are taken in: sending one, how far each is, what of it was left out. */
const Imports = () => {
  const shell = useTexts().shell
  const { imports: t, pages: titles } = useSettingsTexts()
  const client = useQueryClient()
  const queryKey = ['settings', PATH]
  const pages = usePages<Import>(
    queryKey,
    PATH,
    { limit: 20 },
    { every: (items) => (items.some(isUnderWay) ? 1_000 : false) },
  )
  const reload = () => client.invalidateQueries({ queryKey })
  const cancel = (id: string) => api.post(`${PATH}/${id}/cancel`).then(reload, toastProblem)
  return (
    <Screen title={titles.imports} intro={t.intro}>
      <ImportUpload onSent={() => void reload()} />
      <Paged pages={pages} rows={3} empty={<Empty title={t.none} />}>
        {(items) => (
          <Table
            label={titles.imports}
            items={items}
            columns={[
              { label: t.file, cell: (item) => <FileCell item={item} /> },
              { label: t.state, cell: (item) => <StateCell item={item} /> },
              { label: t.result, cell: (item) => <ResultCell item={item} /> },
              { label: t.sent, cell: ({ created_at }) => <Ago at={created_at} /> },
            ]}
            actions={(item) =>
              isUnderWay(item) ? (
                <Button small look="quiet" onClick={() => void cancel(item.id)}>
                  {shell.cancel}
                </Button>
              ) : null
            }
          />
        )}
      </Paged>
    </Screen>
  )
}

const FileCell = ({ item }: { item: Import }) => {
  const t = useSettingsTexts().imports
  return (
    <span className="flex flex-col items-start">
      <bdi>{item.name}</bdi>
      <span className="text-xs text-ink-faint">{t.kinds[item.kind]}</span>
    </span>
  )
}

const StateCell = ({ item }: { item: Import }) => {
  const t = useSettingsTexts().imports
  return (
    <span className="flex flex-col items-start gap-1">
      <Badge tone={TONES[item.state]}>{t.states[item.state]}</Badge>
      {item.state === 'running' ? <progress aria-label={t.read} value={item.read} max={item.size} /> : null}
      {item.reason ? <span className="text-[0.8125rem] text-ink-soft">{importWords(t, item.reason)}</span> : null}
    </span>
  )
}

const ResultCell = ({ item }: { item: Import }) => {
  const t = useSettingsTexts().imports
  return (
    <span className="flex flex-col items-start gap-0.5 text-[0.8125rem]">
      <span>{t.counts(item)}</span>
      {item.failed > 0 ? (
        <details>
          <summary className="cursor-pointer text-danger">{t.leftOut(item.failed)}</summary>
          <ul className="max-h-48 overflow-auto">
            {item.errors.map(({ place, code }) => (
              <li key={`${place} ${code}`}>
                {t.places[item.kind](place)} {importWords(t, code)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </span>
  )
}

export default Imports
