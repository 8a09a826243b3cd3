import type { Command } from 'commander'
import { type Actor, systemActor } from '../core/actor.ts'
import type { Change } from '../core/change.ts'
import type { DeskId } from '../core/ids.ts'
import type { Lodge } from '../core/lodge.ts'
import { openLodge } from '../core/open-lodge.ts'
import { OperatorError } from '../store/errors.ts'
import { openStore } from '../store/open.ts'
import { readConfig } from './config.ts'
import { asLog, openLogger } from './log.ts'

/** What a command answers: an object for `--json`, lines for people. */
export type Answer = { json: object; text: string; failed?: boolean }

/** Gives a command its `--json` and its example, runs it, and prints what it answers. */
export const answering = <Args extends unknown[]>(
  command: Command,
  example: string,
  run: (...args: Args) => Promise<Answer>,
): void => {
  command
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', `\nExample:\n  $ npx lodge ${example}`)
    .action(async (...given: unknown[]) => {
      // Leaves by the exit handlers, so that a database started for this command ends with it.
      process.once('SIGINT', () => process.exit(130))
      process.once('SIGTERM', () => process.exit(143))
      // commander gives the arguments, then the options: what `run` declares is what the command was defined with.
      const answer = await run(...(given as Args))
      console.log(command.opts<{ json?: boolean }>().json ? JSON.stringify(answer.json) : answer.text)
      if (answer.failed) process.exitCode = 1
    })
}

/** Opens Lodge for one command, beside a running server or alone, and closes it afterwards. */
export const withLodge = async <T>(name: string, work: (lodge: Lodge) => Promise<T>): Promise<T> => {
  const config = readConfig()
  const log = asLog(openLogger(config))
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, command: name, log })
  try {
    return await work(openLodge(store, { ...config, log }))
  } finally {
    await store.close()
  }
}

/** The desk a command is about. Throws an OperatorError that names the desks there are. */
export const findDesk = async (lodge: Lodge, slug: string): Promise<DeskId> => {
  const found = await lodge.store.pool.query<{ desk_id: DeskId }>('select desk_id from desk where slug = $1', [slug])
  if (found.rows[0]) return found.rows[0].desk_id
  const some = await lodge.store.db.selectFrom('desk').select('slug').orderBy('slug').limit(10).execute()
  const known = some.map((desk) => desk.slug).join(', ')
  throw new OperatorError(
    `There is no desk "${slug}". ${known ? `There is: ${known}` : 'There is none yet: make one with `lodge desk create`'}.`,
  )
}

/** A name as it is stored. Throws an OperatorError where it is none. */
export const checkName = (given: string, whose: string): string => {
  const name = given.trim()
  if (name !== '' && [...name].length <= 200) return name
  throw new OperatorError(`The name of ${whose} is 1 to 200 characters.`)
}

/** The operator at the command line, who may do anything. */
export const operator = (deskId: DeskId): Actor => systemActor(deskId, 'lodge command line')

/** Makes one change of a desk, as the operator. */
export const change = async <T>(lodge: Lodge, deskId: DeskId, work: (change: Change) => Promise<T>): Promise<T> =>
  lodge.store.db.transaction().execute((tx) => work({ tx, lodge, actor: operator(deskId) }))
