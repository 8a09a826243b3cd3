import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const COMPRESSIBLE = /\.(js|css|html|svg|json)$/
/** Below this a compressed file saves no packet. */
const WORTH_BYTES = 1024

/** Lays a .br and a .gz beside each text file that is built, so that the server never compresses a page. */
export const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_options, bundle) {
    const files = Object.values(bundle).filter(({ fileName }) => COMPRESSIBLE.test(fileName))
    await Promise.all(
      files.map(async (file) => {
        const source = Buffer.from(file.type === 'chunk' ? file.code : file.source)
        if (source.length < WORTH_BYTES) return
        const [brotli, gzipped] = await Promise.all([
          promisify(brotliCompress)(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
          promisify(gzip)(source, { level: 9 }),
        ])
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotli })
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipped })
      }),
    )
  },
})
