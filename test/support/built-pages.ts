import { globSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../web')

/** Builds the pages anew where they are older than their source; a run of files that open none does not wait for it. */
export default async () => {
  const named = process.argv.slice(3).filter((argument) => !argument.startsWith('-'))
  if (named.length > 0 && !named.some((name) => name.includes('web'))) return
  const changed = ['index.html', 'vite.config.ts', ...globSync('{src,public}/**/*.*', { cwd: root })]
    .map((file) => statSync(join(root, file)).mtimeMs)
    .reduce((latest, one) => Math.max(latest, one), 0)
  const built = statSync(join(root, 'dist/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (built >= changed) return
  const { build } = await import('vite')
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
}
