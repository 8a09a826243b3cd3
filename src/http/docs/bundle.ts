import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

export type Bundle = { gzipped: Buffer; tag: string }

let loaded: Promise<Bundle> | undefined

/**
 * The reference page's script, 4 MB of it. Importing its package holds the event loop for 200 ms and 44 MB for good, so a
 * thread of its own does that at the first visit, and only the compressed script stays.
 */
export const referenceBundle = (): Promise<Bundle> => {
  loaded ??= load().catch((error) => {
    loaded = undefined
    throw error
  })
  return loaded
}

const load = (): Promise<Bundle> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./bundle-worker.ts', import.meta.url))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the reference’s script could not be loaded')))
    worker.once('message', (bytes: Uint8Array) => {
      const gzipped = Buffer.from(bytes)
      resolve({ gzipped, tag: `"${createHash('sha256').update(gzipped).digest('hex').slice(0, 32)}"` })
    })
  })
