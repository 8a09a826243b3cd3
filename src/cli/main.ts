#!/usr/bin/env -S node --max-semi-space-size=16 --heap-growing-percent=40 --no-parallel-scavenge
// The flags hold the server's heap to about twice what it needs; V8 alone lets it grow to eight times that under load.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

// What was compiled is kept for the next start, which halves its work. Not in a folder for temporary files: what others can
// write there would be run. A folder that cannot be written to is no failure.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/lodge'))
const { run } = await import('./run.ts')
await run()
flushCompileCache()
