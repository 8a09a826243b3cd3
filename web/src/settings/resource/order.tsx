import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { MenuItem } from '../../ui/menu.tsx'
import { toastProblem } from '../../ui/toasts.tsx'
import { useSettingsTexts } from '../texts.ts'
import { allOf } from './all.ts'
import type { Item } from './resource.tsx'

/** Up and down, for a list whose order the server keeps: `send` takes all ids. Shown at once, taken back where it failed. */
export const useOrder = <T extends Item>(
  path: string,
  send: (ids: string[]) => Promise<unknown>,
): ((item: T) => ReactNode) => {
  const t = useSettingsTexts().builder
  const client = useQueryClient()
  const query = allOf<T>(path)
  const { data = [] } = useQuery(query)
  const move = (from: number, to: number) => {
    const item = data[from]
    if (!item) return
    const next = data.toSpliced(from, 1).toSpliced(to, 0, item)
    client.setQueryData(query.queryKey, next)
    send(next.map(({ id }) => id)).catch((error: unknown) => {
      client.setQueryData(query.queryKey, data)
      toastProblem(error)
    })
  }
  return (item) => {
    const place = data.findIndex(({ id }) => id === item.id)
    return (
      <>
        <MenuItem icon={<ArrowUp />} disabled={place <= 0} onSelect={() => move(place, place - 1)}>
          {t.up}
        </MenuItem>
        <MenuItem icon={<ArrowDown />} disabled={place === data.length - 1} onSelect={() => move(place, place + 1)}>
          {t.down}
        </MenuItem>
      </>
    )
  }
}
