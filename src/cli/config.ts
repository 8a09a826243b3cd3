import { resolve } from 'node:path'
import { z } from 'zod'
import type { RateLimits } from '../http/rate-limits.ts'
import { OperatorError } from '../store/errors.ts'
import { rateLimits, trustProxy } from './network-settings.ts'

/** Every setting, with its default. This file is the only one that reads the environment. */
const settings = z.object({
  LODGE_HOST: z.string().min(1).default('127.0.0.1'),
  LODGE_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  LODGE_DOMAIN: z.string().min(1).default('localhost'),
  LODGE_DATA: z.string().min(1).default('./.lodge'),
  DATABASE_URL: z.string().min(1).optional(),
  LODGE_RATE_LIMITS: rateLimits.prefault('on'),
  LODGE_TRUST_PROXY: trustProxy.optional(),
  LODGE_INTAKE_LIMIT: z.coerce.number().int().min(1).default(10_000),
  LODGE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = {
  host: string
  port: number
  domain: string
  dataDir: string
  databaseUrl: string | undefined
  rateLimits: RateLimits
  /** Proxies whose X-Forwarded-* headers are believed. */
  trustProxy: string[] | undefined
  /** How many creations may wait for their commit before more are refused. */
  intakeLimit: number
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Reads the settings. Throws an OperatorError that names each wrong one and what it may be. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  // An empty setting is one that is not set, as in `LODGE_DOMAIN= npm start` and in compose files.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = settings.safeParse(given)
  if (!read.success) {
    throw new OperatorError(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  }
  const { data } = read
  return {
    host: data.LODGE_HOST,
    port: data.LODGE_PORT,
    domain: data.LODGE_DOMAIN.toLowerCase(),
    dataDir: resolve(data.LODGE_DATA),
    databaseUrl: data.DATABASE_URL,
    rateLimits: data.LODGE_RATE_LIMITS,
    trustProxy: data.LODGE_TRUST_PROXY,
    intakeLimit: data.LODGE_INTAKE_LIMIT,
    logLevel: data.LODGE_LOG,
  }
}
