import { destination, type Logger, pino } from 'pino'
import type { Log } from '../store/log.ts'
import type { Config } from './config.ts'

/** Logs go to stderr, one JSON object a line: stdout is for what a command answers. */
export const openLogger = (config: Config): Logger => pino({ level: config.logLevel }, destination(2))

/** A logger in the shape the rooms below take. */
export const asLog = (logger: Logger): Log => ({
  info: (details, message) => logger.info(details, message),
  warn: (details, message) => logger.warn(details, message),
  error: (details, message) => logger.error(details, message),
})
