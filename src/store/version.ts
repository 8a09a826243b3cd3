import { OperatorError } from './errors.ts'

const MINIMUM = 15

/** Throws an OperatorError for a server that is too old. `number` is server_version_num, e.g. 150012. */
export const checkVersion = (number: number, text: string): void => {
  if (number < MINIMUM * 10_000) {
    throw new OperatorError(`PostgreSQL ${text} is too old: Lodge needs PostgreSQL ${MINIMUM} or newer.`)
  }
}
