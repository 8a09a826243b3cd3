import { Kysely, PostgresDialect } from 'kysely'
import { type Connected, type ConnectOptions, connect } from './connect.ts'
import { migrate } from './migrate.ts'
import { leaseNode } from './node-lease.ts'
import type { Tables } from './schema.ts'

export type Database = Kysely<Tables>

/** One process's hold on the database: everything below core speaks to it through this. */
export type Store = Pick<Connected, 'pool' | 'kind' | 'version' | 'databasePid' | 'close'> & {
  db: Database
  /** A new 64-bit id, unique across all processes of this database. */
  nextId: () => string
}

export type StoreOptions = ConnectOptions

/**
 * Opens the database, starting the embedded one where no URL is given, and brings its schema up to date.
 *
 * Throws an OperatorError, one clear line, where the data folder is in use, the server cannot be reached or is too old.
 */
export const openStore = async (options: StoreOptions): Promise<Store> => {
  const { retire, ...connected } = await connect(options)
  const { pool } = connected
  try {
    await migrate(pool)
    const lease = await leaseNode(pool, options.log)
    return {
      ...connected,
      db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
      nextId: lease.nextId,
      close: async () => {
        retire()
        await lease.release()
        await connected.close()
      },
    }
  } catch (error) {
    await connected.close()
    throw error
  }
}
