import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const DIST = resolve(import.meta.dirname, '../../web/dist')

/** What files of the built pages weigh as they are sent, compressed, in bytes. Paths that are none of them weigh nothing. */
export const compressedSize = (paths: Iterable<string>): number =>
  [...paths].reduce((sum, path) => {
    const file = join(DIST, path.startsWith('/assets/') || path === '/lodge.svg' ? path : 'index.html')
    if (path.startsWith('/v1/') || !existsSync(file)) return sum
    // Small ones have no compressed file beside them.
    const isKept = existsSync(`${file}.br`)
    return sum + (isKept ? readFileSync(`${file}.br`) : brotliCompressSync(readFileSync(file))).length
  }, 0)
