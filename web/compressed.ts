import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const COMPRESSIBLE = /\.(js|css|html|svg|json)$/
/** Below this a compressed file saves no packet. */
const WORTH_BYTES = 1024

/**
 * Lays a .br and a .gz beside each text file that was built, so that the server never compresses a page. From what was
 * written: other plugins still change the code when the bundle is generated.
 */
export const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir }) {
    if (!dir) throw new Error('pages are built into a folder')
    const files = await readdir(dir, { recursive: true })
    await Promise.all(files.filter((file) => COMPRESSIBLE.test(file)).map((file) => compress(join(dir, file))))
  },
})

const compress = async (path: string): Promise<void> => {
  const source = await readFile(path)
  if (source.length < WORTH_BYTES) return
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    promisify(gzip)(source, { level: 9 }),
  ])
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipped)])
}
