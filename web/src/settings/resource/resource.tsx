import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, Suspense, useState } from 'react'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { FormBody } from '../form/fields.tsx'
import type { Body } from '../form/paths.ts'
import { useForm } from '../form/use-form.ts'
import { allOf } from './all.ts'
import { Screen } from './screen.tsx'
import { type Column, Table } from './table.tsx'

export type Item = { id: string }

/** What a list of settings needs said: where it is in the API, how an item looks, and what its form asks. */
export type Resource<T extends Item> = {
  /** `/v1/departments`; an item is at `{path}/{id}`. */
  path: string
  title: string
  intro: string
  icon: ReactNode
  /** The words of the button that makes one. */
  add: string
  /** What there is when there is none. */
  empty: string
  /** What an item is called. */
  nameOf: (item: T) => string
  columns: Column<T>[]
  /** The form's fields; `item` is null while one is made. Absent where one is made on its own page. */
  fields?: (item: T | null) => ReactNode
  /** What a new one starts with. */
  initial?: Body
  /** The page's name in the path, where an item is too much for a dialog and has a page of its own, `new` among them. */
  ownPage?: string
  /** What the form starts with for one that is there: what PATCH takes of it. Absent: items cannot be changed. */
  toForm?: (item: T) => Body
  toBody?: (values: Body) => Body
  canDelete?: (item: T) => boolean
  /** What deleting one means, asked before. */
  deleteNote?: string
  /** More that can be done with an item. */
  more?: (item: T) => ReactNode
  /** Which method changes an item. */
  change?: 'patch' | 'put'
  /** What is shown once after one was made: a secret, say. */
  made?: (answer: T) => ReactNode
  scope?: string
  /** How often the list is asked for anew, where it shows what goes on. */
  refetchMs?: number
}

type Open<T> = { kind: 'new' } | { kind: 'edit'; item: T } | { kind: 'delete'; item: T } | { kind: 'made'; item: T }

/** A list of settings with its form: the page of most nouns that a desk is set up with. */
export const ResourceScreen = <T extends Item>({ resource }: { resource: Resource<T> }) => {
  const t = useTexts()
  const client = useQueryClient()
  const may = useMay(resource.scope ?? 'admin')
  const [open, setOpen] = useState<Open<T> | null>(null)
  const { data, error, refetch } = useQuery({
    ...allOf<T>(resource.path),
    refetchInterval: resource.refetchMs ?? false,
  })
  const navigate = useNavigate()
  const openPage = (id: string) => navigate({ to: '/settings/$page/$id', params: { page: resource.ownPage ?? '', id } })
  const refresh = () => client.invalidateQueries({ queryKey: ['settings', resource.path] })
  const add = may ? (
    <Button
      look="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => (resource.fields ? setOpen({ kind: 'new' }) : void openPage('new'))}
    >
      {resource.add}
    </Button>
  ) : null
  const actions = (item: T) =>
    may ? (
      <Menu
        align="end"
        trigger={
          <IconButton label={`${t.shell.more}: ${resource.nameOf(item)}`}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        {resource.toForm || resource.ownPage ? (
          <MenuItem
            icon={<Pencil />}
            onSelect={() => (resource.ownPage ? void openPage(item.id) : setOpen({ kind: 'edit', item }))}
          >
            {t.shell.edit}
          </MenuItem>
        ) : null}
        {resource.more?.(item)}
        {resource.canDelete?.(item) === false ? null : (
          <MenuItem icon={<Trash2 />} danger onSelect={() => setOpen({ kind: 'delete', item })}>
            {t.shell.delete}
          </MenuItem>
        )}
      </Menu>
    ) : null
  return (
    // An empty list has the button in its middle.
    <Screen title={resource.title} intro={resource.intro} action={data?.length === 0 ? null : add}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <SkeletonRows rows={4} /> : null}
      {data?.length === 0 ? (
        <Empty icon={resource.icon} title={resource.empty}>
          {add}
        </Empty>
      ) : null}
      {data && data.length > 0 ? (
        <Table label={resource.title} columns={resource.columns} items={data} actions={actions} />
      ) : null}
      {open?.kind === 'new' || open?.kind === 'edit' ? (
        <Dialog
          open
          side
          title={open.kind === 'new' ? resource.add : resource.nameOf(open.item)}
          onClose={() => setOpen(null)}
        >
          <Suspense fallback={<SkeletonRows rows={4} />}>
            <ResourceForm
              resource={resource}
              item={open.kind === 'edit' ? open.item : null}
              onClose={() => setOpen(null)}
              onDone={(item) => {
                void refresh()
                setOpen(open.kind === 'new' && resource.made ? { kind: 'made', item } : null)
                if (resource.ownPage) void openPage(item.id)
              }}
            />
          </Suspense>
        </Dialog>
      ) : null}
      {open?.kind === 'made' ? (
        <Dialog open wide title={resource.nameOf(open.item)} onClose={() => setOpen(null)}>
          {resource.made?.(open.item)}
        </Dialog>
      ) : null}
      <Confirm
        open={open?.kind === 'delete'}
        onClose={() => setOpen(null)}
        title={open?.kind === 'delete' ? `${t.shell.delete}: ${resource.nameOf(open.item)}` : ''}
        action={t.shell.delete}
        danger
        onConfirm={async () => {
          if (open?.kind !== 'delete') return
          await api.delete(`${resource.path}/${encodeURIComponent(open.item.id)}`)
          await refresh()
        }}
      >
        {resource.deleteNote}
      </Confirm>
    </Screen>
  )
}

const ResourceForm = <T extends Item>({
  resource,
  item,
  onClose,
  onDone,
}: {
  resource: Resource<T>
  item: T | null
  onClose: () => void
  onDone: (item: T) => void
}) => {
  const t = useTexts()
  const change = resource.change ?? 'patch'
  const form = useForm({
    method: item ? change : 'post',
    path: item ? `${resource.path}/{id}` : resource.path,
    initial: item ? (resource.toForm?.(item) ?? {}) : (resource.initial ?? {}),
    ...(resource.toBody ? { toBody: resource.toBody } : {}),
    send: async (body) =>
      onDone(await (item ? api[change]<T>(`${resource.path}/${item.id}`, body) : api.post<T>(resource.path, body))),
  })
  return (
    <FormBody form={form} action={item ? t.shell.save : t.shell.create} onCancel={onClose}>
      {resource.fields?.(item)}
    </FormBody>
  )
}
