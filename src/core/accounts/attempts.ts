import type { Store } from '../../store/open.ts'
import { hashSecret } from '../credentials/secret.ts'

/** What is counted: tries of one account, from wherever, and tries from one address, of whichever account. */
export type Counted = { account?: string; address: string }

const WINDOW_MINUTES = 15
const MAX = { account: 10, address: 50 }

const keysOf = ({ account, address }: Counted) =>
  [
    ...(account === undefined ? [] : [{ what: 'account' as const, key: hashSecret(`account ${account}`) }]),
    { what: 'address' as const, key: hashSecret(`address ${address}`) },
  ].toSorted((one, other) => one.key.compare(other.key))

/**
 * Counts a try before it is made, in the database: for all processes, and so that many at once are not one. Answers which
 * limit it is over, and for how many seconds
 * more; undefined where it may be made.
 */
export const countAttempt = async (
  store: Store,
  counted: Counted,
): Promise<{ over: keyof typeof MAX; seconds: number } | undefined> => {
  const keys = keysOf(counted)
  const found = await store.pool.query<{ key: Buffer; attempts: number; seconds: number }>(
    `insert into auth_attempt as a (key, attempts, since)
     select key, 1, now() from unnest($1::bytea[]) with ordinality as k (key, place) order by place
     on conflict (key) do update set
       attempts = case when a.since < now() - make_interval(mins => $2) then 1 else a.attempts + 1 end,
       since = case when a.since < now() - make_interval(mins => $2) then now() else a.since end
     returning key, attempts, ceil(extract(epoch from since + make_interval(mins => $2) - now()))::integer as seconds`,
    [keys.map(({ key }) => key), WINDOW_MINUTES],
  )
  for (const { what, key } of keys) {
    const row = found.rows.find((one) => one.key.equals(key))
    if (row && row.attempts > MAX[what]) return { over: what, seconds: Math.max(1, row.seconds) }
  }
  return undefined
}

/** Takes a try back that worked: its account begins anew, its address has one less. */
export const clearAttempt = async (store: Store, counted: Counted): Promise<void> => {
  for (const { what, key } of keysOf(counted)) {
    await store.pool.query('update auth_attempt set attempts = $2 * greatest(0, attempts - 1) where key = $1', [
      key,
      what === 'account' ? 0 : 1,
    ])
  }
}
