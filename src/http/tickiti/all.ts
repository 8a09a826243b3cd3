import { decodeCursor, type Page, type Paging } from '../../core/page.ts'

const AT_ONCE = 500

/** A whole list, as their lists have no pages. */
export const allOf = async <Item, Position extends unknown[]>(
  list: (paging: Paging<Position>) => Promise<Page<Item>>,
): Promise<Item[]> => {
  const items: Item[] = []
  let after: Position | null = null
  do {
    const page: Page<Item> = await list({ limit: AT_ONCE, after })
    items.push(...page.data)
    const next = page.next_cursor === null ? undefined : decodeCursor(page.next_cursor)
    after = (next as Position | undefined) ?? null // the list's own cursor has the list's own position
  } while (after !== null)
  return items
}
