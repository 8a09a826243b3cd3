import { ArrowUpDown, Columns3 } from 'lucide-react'
import { usePreferences } from '../../api/preferences.ts'
import { useTexts } from '../../texts/texts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Menu, MenuCheck } from '../../ui/menu.tsx'
import { SORTS } from '../remembered.ts'
import { ALL_COLUMNS, type Column } from './columns.tsx'
import type { List } from './list.ts'

/** How a list is sorted, and which columns its table has. A saved view has its own of both. */
export const ListControls = ({
  list,
  columns,
  onSort,
  isTable,
}: {
  list: List
  columns: Column[]
  onSort: (sort: List['sort']) => void
  isTable: boolean
}) => {
  const t = useTexts()
  const { save } = usePreferences()
  if (list.id.startsWith('view-')) return null
  const toggle = (column: Column) =>
    save({
      columns: columns.includes(column) ? columns.filter((one) => one !== column) : [...columns, column],
    })
  return (
    <>
      <Menu
        align="end"
        command={{ id: 'list.sort', label: t.inbox.sort, group: t.inbox.list, keys: 'shift+u' }}
        trigger={
          <IconButton label={t.inbox.sort} keys="shift+u">
            <ArrowUpDown aria-hidden />
          </IconButton>
        }
      >
        {SORTS.map((sort) => (
          <MenuCheck key={sort} checked={sort === list.sort} onSelect={() => onSort(sort)}>
            {t.inbox.sorts[sort]}
          </MenuCheck>
        ))}
      </Menu>
      {isTable ? (
        <Menu
          align="end"
          command={{ id: 'list.columns', label: t.inbox.columns, group: t.inbox.list, keys: 'shift+c' }}
          trigger={
            <IconButton label={t.inbox.columns} keys="shift+c">
              <Columns3 aria-hidden />
            </IconButton>
          }
        >
          {ALL_COLUMNS.filter((column) => column !== 'subject').map((column) => (
            <MenuCheck key={column} checked={columns.includes(column)} onSelect={() => toggle(column)}>
              {t.inbox.column[column]}
            </MenuCheck>
          ))}
        </Menu>
      ) : null}
    </>
  )
}
