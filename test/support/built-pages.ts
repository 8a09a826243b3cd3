import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../web')

/** A run of files that open no page does not wait for them to be built. */
export default async () => {
  const named = process.argv.slice(2).filter((argument) => argument !== 'run' && !argument.startsWith('-'))
  if (named.length === 0 || named.some((name) => name.includes('web'))) buildPages()
}

/** Builds the pages anew where they are older than their source. */
export const buildPages = (): void => {
  const changed = ['index.html', 'vite.config.ts', ...globSync('{src,public}/**/*.*', { cwd: root })]
    .map((file) => statSync(join(root, file)).mtimeMs)
    .reduce((latest, one) => Math.max(latest, one), 0)
  const built = statSync(join(root, 'dist/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (built >= changed) return
  // As `npm run build` does, in a process of its own: in that of the tests React would be built for developing.
  const vite = resolve(root, '../node_modules/vite/bin/vite.js')
  execFileSync(process.execPath, [vite, 'build', root, '--logLevel', 'warn'], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  })
}
