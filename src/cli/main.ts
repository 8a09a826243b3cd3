#!/usr/bin/env node
import { Command } from 'commander'
import { OperatorError } from '../store/errors.ts'
import { serve } from './commands/serve.ts'
import { readConfig } from './config.ts'

const program = new Command('lodge').description('A self-hosted help desk.')

program
  .command('serve')
  .description('run the server')
  .action(() => serve(readConfig()))

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof OperatorError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
