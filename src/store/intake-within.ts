import { CompiledQuery, type Transaction } from 'kysely'
import { CREATE_TICKETS, type IntakeItem, type IntakeResult, type Row, toResult } from './intake.ts'
import { quoteTexts, toColumns } from './intake-columns.ts'
import { identify } from './intake-group.ts'
import type { Tables } from './schema.ts'

/**
 * One creation within a transaction that does more: it is there when that is committed. Until then the desk's other
 * creations wait, so this is for what has to be one with its ticket, and not for what comes in by the hundred.
 */
export const createWithin = async (
  tx: Transaction<Tables>,
  nextId: () => string,
  item: IntakeItem,
): Promise<IntakeResult> => {
  const settle = () => {}
  const texts = quoteTexts(item)
  const alone = { item, identities: identify(item), texts, newContactId: '', resolve: settle, reject: settle }
  const values = [item.deskId, ...toColumns([alone], nextId)]
  const written = await tx.executeQuery<Row>(CompiledQuery.raw(CREATE_TICKETS.text, values))
  const [row] = written.rows
  if (!row) throw new Error('create_tickets() answered no row')
  return toResult(row)
}
