import { CommanderError } from 'commander'
import { OperatorError } from '../store/errors.ts'
import { readConfig } from './config.ts'
import { buildProgram } from './program.ts'

const WRONG_USAGE = 2

/** Runs what the command line asks for; the exit code says how that went. */
export const run = async (): Promise<void> => {
  try {
    await buildProgram().parseAsync()
  } catch (error) {
    // commander has said what is wrong; --help and --version are errors of its as well, with exit code 0.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE
    else {
      process.exitCode = error instanceof OperatorError ? error.exitCode : 1
      console.error(error instanceof OperatorError ? error.message : unexpected(error))
    }
  }
}

/** One line for what is our mistake too; where it happened, for those who look for that. */
function unexpected(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return wantsStack() && stack ? stack : `Lodge failed unexpectedly: ${message} (LODGE_LOG=debug shows where)`
}

function wantsStack(): boolean {
  try {
    return readConfig().logLevel === 'debug'
  } catch {
    return false
  }
}
