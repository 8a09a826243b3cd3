import { openShared } from '../shared.ts'
import type { Ask, Page } from './read.ts'
import type { Signal } from './signal.ts'

/**
 * Lets readers of one desk who are at the same place share a query: those who follow the log live are woken together, and
 * ask the same. A reader that was woken since joins no query from before that.
 */
export const shareReads = (): ((
  deskId: string,
  signal: Pick<Signal, 'count'>,
  read: (ask: Ask) => Promise<Page>,
) => (ask: Ask) => Promise<Page>) => {
  const shared = openShared()
  return (deskId, signal, read) => (ask) =>
    shared(JSON.stringify([deskId, signal.count(), ask.after, ask.types, ask.limit]), () => read(ask))
}
