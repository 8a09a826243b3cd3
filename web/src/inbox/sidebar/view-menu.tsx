import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { viewsQuery } from '../../api/desk.ts'
import type { View } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { toast } from '../../ui/toasts.tsx'

/** What can be done with a saved view. */
export const ViewMenu = ({ view, current, onEdit }: { view: View; current: string; onEdit: () => void }) => {
  const t = useTexts()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isDeleting, setDeleting] = useState(false)
  const remove = async () => {
    await api.delete(`/v1/views/${view.id}`)
    if (current === `view-${view.id}`) await navigate({ to: '/inbox/$view', params: { view: 'open' } })
    client.setQueryData(viewsQuery.queryKey, (views) => views?.filter(({ id }) => id !== view.id))
    toast(t.inbox.viewDeleted)
  }
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={`${t.shell.more}: ${view.name}`} className="size-6!">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil />} onSelect={onEdit}>
          {t.shell.edit}
        </MenuItem>
        <MenuItem icon={<Trash2 />} danger onSelect={() => setDeleting(true)}>
          {t.shell.delete}
        </MenuItem>
      </Menu>
      <Confirm
        open={isDeleting}
        onClose={() => setDeleting(false)}
        title={t.inbox.deleteView}
        action={t.shell.delete}
        danger
        onConfirm={remove}
      >
        {t.inbox.deleteViewText(view.name)}
      </Confirm>
    </>
  )
}
