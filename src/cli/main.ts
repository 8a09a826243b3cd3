#!/usr/bin/env node
import { CommanderError } from 'commander'
import { OperatorError } from '../store/errors.ts'
import { buildProgram } from './program.ts'

const WRONG_USAGE = 2

try {
  await buildProgram().parseAsync()
} catch (error) {
  // commander has said what is wrong; --help and --version are errors of its as well, with exit code 0.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE
  else {
    process.exitCode = 1
    console.error(error instanceof OperatorError ? error.message : `Lodge failed unexpectedly: ${unexpected(error)}`)
  }
}

function unexpected(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error)
}
