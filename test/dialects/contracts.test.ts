import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** The contracts there are, with what their pages are called. */
const CONTRACTS = { glassix: 'Glassix', halo: 'Halo', headoni: 'Headoni', tickiti: 'Tickiti' }

const tableOf = (vendor: string, name: string): string => {
  const folder = join(import.meta.dirname, vendor)
  const lines = readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .toSorted()
    .flatMap((file) => rowsOf(readFileSync(join(folder, file), 'utf8'), `test/dialects/${vendor}/${file}`))
  return `# ${name}: what is held, and by which test

Made from the names of the tests in \`test/dialects/${vendor}/\`, which ask a real server over HTTP; \`npx vitest run
test/dialects/contracts.test.ts -u\` writes it anew.
${lines.join('\n')}
`
}

/** A file's describe blocks as headings, and each of its tests as a row. */
const rowsOf = (source: string, file: string): string[] =>
  [...source.matchAll(/^\s*(describe|test(?:\.each\((?:[^`]|\n)*?\))?)\(\s*(['"])(.*?)\2,/gm)].flatMap(
    ([, kind, , title = '']) =>
      kind === 'describe'
        ? [`\n## ${title}\n`, '| fact | test |', '|---|---|']
        : [`| ${title.replaceAll('|', '\\|').replaceAll('%s', '…').replaceAll('%j', '…')} | \`${file}\` |`],
  )

test.each(Object.entries(CONTRACTS))('docs/contracts/%s.md lists its tests', async (vendor, name) => {
  const path = join(import.meta.dirname, `../../docs/contracts/${vendor}.md`)
  await expect(tableOf(vendor, name)).toMatchFileSnapshot(path)
})
